import pMap from "p-map";
import { setTimeout as sleep } from "node:timers/promises";
import type { AccountApi } from "../account/account-api";
import { isGone, troubleOf, type Trouble } from "../../account/trouble";
import type { Terminal } from "../../terminal/terminal";
import type { PlannedChange } from "./change";
import { compare } from "./compare";
import type { Applied, Outcome } from "./outcome";
import { outcomeText, reportText } from "./report";

/** How many resources are changed at the same time. */
const AT_A_TIME = 4;

/** How often a write is tried that Twilio has not answered, and the first pause between. */
const TRIES = 6;
const PAUSE_MS = 50;

/**
 * Writes changes, a few resources at the same time, and reports truly what was done. Where Twilio
 * refuses the credentials or is not there, the rest is not tried. Returns whether all was done.
 */
export async function applyChanges(
  changes: readonly PlannedChange[],
  api: AccountApi,
  terminal: Terminal,
): Promise<boolean> {
  let isHopeless = false;
  const progress = await terminal.progress("Changing", changes.length);
  const applied = await pMap(
    changes,
    async (change): Promise<Applied> => {
      if (isHopeless) return { change, result: "not-tried" };
      const outcome = await applyOne(change, api, () => (isHopeless = true));
      progress.step(outcomeText({ change, ...outcome }));
      return { change, ...outcome };
    },
    { concurrency: AT_A_TIME },
  );
  progress.end();
  terminal.print(reportText(applied));
  return applied.every(({ result }) => result === "changed");
}

/**
 * Reads a resource once more, and writes where it is as planned. Where Twilio does not answer the
 * write, the resource tells whether it was done; where not, the write is tried again.
 */
async function applyOne(
  change: PlannedChange,
  api: AccountApi,
  giveUp: () => void,
): Promise<Outcome> {
  const { kind, sid, fields } = change;
  const values = Object.fromEntries(fields.map((f) => [f.field, f.new]));
  let reason = "";
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await sleep(PAUSE_MS * 2 ** tries);
    const wasWritten = tries > 0;
    try {
      const standing = compare(change, await api.fetch(kind, sid));
      if (standing.is === "done") return { result: "changed" };
      if (standing.is === "conflict")
        return { result: "conflict", reason: standing.reason };
    } catch (error) {
      const trouble = troubleOf(error);
      if (isHopeless(trouble)) giveUp();
      return {
        result: wasWritten ? "unknown" : "unchanged",
        reason: isGone(error)
          ? `it is gone (${trouble.reason})`
          : trouble.reason,
      };
    }
    try {
      await api.update(kind, sid, values);
      return { result: "changed" };
    } catch (error) {
      const trouble = troubleOf(error);
      reason = trouble.reason;
      if (trouble.kind === "unanswered") continue;
      if (isHopeless(trouble)) giveUp();
      return { result: "unchanged", reason };
    }
  }
  if (reason.startsWith("no answer")) giveUp();
  return { result: "unknown", reason };
}

/** Whether the next request would fail alike: no answer at all, or no access. */
function isHopeless(trouble: Trouble): boolean {
  return trouble.kind === "refused"
    ? [401, 403].includes(trouble.status)
    : trouble.reason.startsWith("no answer");
}
