import { UserError } from "../../user-error";
import type { Kind, Resource } from "./resource";

/** Which resources are meant; all where nothing is said. */
export interface Selection {
  /** SIDs, numbers and names, in which `*` stands for any text. */
  readonly only?: readonly string[] | undefined;
  readonly kinds?: readonly Kind[] | undefined;
}

/**
 * The resources that are meant.
 *
 * @throws UserError where nothing is what one of the patterns means.
 */
export function select(
  resources: readonly Resource[],
  { only, kinds }: Selection,
): Resource[] {
  const ofKinds = kinds
    ? resources.filter(({ kind }) => kinds.includes(kind))
    : [...resources];
  if (!only) return ofKinds;
  const strangers = only.filter((p) => !ofKinds.some((r) => matches(r, p)));
  if (strangers.length > 0) {
    throw new UserError(
      `--only ${strangers.join(" ")}: nothing in this account${kinds ? ` of kind ${kinds.join(", ")}` : ""} has that SID, number or name; npm run numbers -- audit --json lists what there is`,
    );
  }
  return ofKinds.filter((r) => only.some((pattern) => matches(r, pattern)));
}

function matches({ sid, name, aliases }: Resource, pattern: string): boolean {
  const regExp = new RegExp(
    `^${pattern.split("*").map(escapeRegExp).join(".*")}$`,
    "is",
  );
  return [sid, name, ...aliases].some((text) => regExp.test(text));
}

function escapeRegExp(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
