import { expected, value } from "../../options";
import { KIND_NAMES, readKind, type Kind } from "./kinds/kinds";

/** The options by which every command chooses. */
export const SELECTION_OPTIONS = {
  only: value<string[]>(
    "<what...>",
    "only these SIDs, +numbers, or names; * stands for any text, as in '+1415*'",
  ),
  except: value<string[]>(
    "<what...>",
    "all but these: SIDs, +numbers, names, or kinds",
  ),
  kind: value<Kind[]>(
    "<kinds...>",
    `only these kinds: ${KIND_NAMES.join(", ")}`,
    {
      parse: readKinds,
    },
  ),
} as const;

function readKinds(text: string, before: Kind[] = []): Kind[] {
  const kinds = text.split(",").map((name) => {
    const kind = readKind(name.trim());
    if (kind) return kind;
    throw expected(KIND_NAMES.join(", "));
  });
  return [...before, ...kinds];
}
