import { count } from "../../../text/count";
import { KINDS } from "../account/kinds/kinds";
import { color } from "../../terminal/color";
import type { Change } from "./change";
import type { Applied, Outcome } from "./outcome";

/** What came of one change, in a line. */
export function outcomeText(applied: Applied): string {
  const what = titleOf(applied.change);
  switch (applied.result) {
    case "changed":
      return `${color.green("✔")} ${what}`;
    case "conflict":
      return `${color.red("✖")} ${what} is left: ${applied.reason}`;
    case "unchanged":
      return `${color.red("✖")} ${what} is as before: ${applied.reason}`;
    case "unknown":
      return `${color.red("?")} ${what} may have been changed: ${applied.reason}`;
    case "not-tried":
      return `${color.dim("–")} ${what} was not tried`;
  }
}

/** A resource as a person knows it, with its SID. */
export function titleOf({ kind, name, sid }: Omit<Change, "fields">): string {
  return `${KINDS[kind].words[0]} ${name} (${sid})`;
}

/** What came of all changes. */
export function reportText(applied: readonly Applied[]): string {
  const withResult = (result: Outcome["result"]): readonly Applied[] =>
    applied.filter((one) => one.result === result);
  const total = count(applied.length, "resource");
  const changed = withResult("changed").length;
  if (changed === applied.length) return color.green(`✔ ${total} changed.`);
  const counts = [
    ["unchanged", "as before"],
    ["conflict", "left to someone else's change"],
    ["unknown", "perhaps changed"],
    ["not-tried", "not tried"],
  ] as const;
  const rest = counts
    .map(([result, words]) => [withResult(result).length, words] as const)
    .filter(([many]) => many > 0)
    .map(([many, words]) => `${many} ${words}`);
  const troubled = applied.filter(
    ({ result }) => result !== "changed" && result !== "not-tried",
  );
  return [
    "",
    ...troubled.map(outcomeText),
    color.red(
      `✖ ${changed} of ${total} changed, ${rest.join(", ")}. Run it again to finish the rest.`,
    ),
  ].join("\n");
}
