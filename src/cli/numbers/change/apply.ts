import { color } from "../../terminal/color";
import type { AccountApi } from "../account/account-api";
import { atATime } from "../account/at-a-time";
import { KIND_WORDS } from "./diff";
import type { Change } from "./plan";
import type { Terminal } from "../../terminal/terminal";
import { troubleOf, type Trouble } from "../../account/trouble";

/** What came of a change. */
type Outcome =
  | { readonly result: "changed" }
  | { readonly result: "unchanged" | "unknown"; readonly reason: string }
  | { readonly result: "not-tried" };

/** A change with its outcome. */
type Applied = Outcome & { readonly change: Change };

/**
 * Writes changes, a few resources at the same time, and reports truly what was done. Where Twilio
 * refuses the credentials or is not there, the rest is not tried. Returns whether all was done.
 */
export async function applyChanges(
  changes: readonly Change[],
  api: AccountApi,
  terminal: Terminal,
): Promise<boolean> {
  let isHopeless = false;
  const progress = await terminal.progress("Changing", changes.length);
  const applied = await atATime(changes, async (change): Promise<Applied> => {
    if (isHopeless) return { change, result: "not-tried" };
    const outcome = await applyOne(change, api, () => (isHopeless = true));
    progress.step(outcomeText({ change, ...outcome }));
    return { change, ...outcome };
  });
  progress.end();
  terminal.print(report(applied));
  return applied.every(({ result }) => result === "changed");
}

async function applyOne(
  { kind, sid, fields }: Change,
  api: AccountApi,
  giveUp: () => void,
): Promise<Outcome> {
  const values = Object.fromEntries(fields.map((f) => [f.field, f.new]));
  try {
    await api.update(kind, sid, values);
    return { result: "changed" };
  } catch (error) {
    const trouble = troubleOf(error);
    if (isHopelessTrouble(trouble)) giveUp();
    const { reason } = trouble;
    if (trouble.kind === "refused") return { result: "unchanged", reason };
    const raw = await api.fetch(kind, sid).catch(() => null);
    if (raw === null) return { result: "unknown", reason };
    const isDone = fields.every((f) => (raw[f.field] ?? "") === f.new);
    return isDone ? { result: "changed" } : { result: "unchanged", reason };
  }
}

/** Whether the next request would fail alike: no answer at all, or no access. */
function isHopelessTrouble(trouble: Trouble): boolean {
  return trouble.kind === "refused"
    ? [401, 403].includes(trouble.status)
    : trouble.reason.startsWith("no answer");
}

function outcomeText(applied: Applied): string {
  const { kind, name, sid } = applied.change;
  const what = `${KIND_WORDS[kind][0]} ${name} (${sid})`;
  switch (applied.result) {
    case "changed":
      return `${color.green("✔")} ${what}`;
    case "unchanged":
      return `${color.red("✖")} ${what} is as before: ${applied.reason}`;
    case "unknown":
      return `${color.red("?")} ${what} may have been changed: ${applied.reason}`;
    case "not-tried":
      return `${color.dim("–")} ${what} was not tried`;
  }
}

function report(applied: readonly Applied[]): string {
  const of = (result: Outcome["result"]): readonly Applied[] =>
    applied.filter((one) => one.result === result);
  const troubled = [...of("unchanged"), ...of("unknown")];
  const total = `${applied.length} ${applied.length === 1 ? "resource" : "resources"}`;
  if (of("changed").length === applied.length)
    return color.green(`✔ ${total} changed.`);
  const counts = [
    `${of("unchanged").length} as before`,
    of("unknown").length > 0 && `${of("unknown").length} perhaps changed`,
    of("not-tried").length > 0 && `${of("not-tried").length} not tried`,
  ].filter(Boolean);
  return [
    "",
    ...troubled.map(outcomeText),
    color.red(
      `✖ ${of("changed").length} of ${total} changed, ${counts.join(", ")}. Run it again to finish the rest.`,
    ),
  ].join("\n");
}
