import { color } from "../../terminal/color";
import { resolve } from "node:path";
import type { RawResource } from "../account/account-api";
import { applyChanges } from "./apply";
import { ask } from "../../terminal/ask";
import { atATime } from "../account/at-a-time";
import { KIND_WORDS, diffText, withoutPassword } from "./diff";
import type { Change, FieldChange } from "./plan";
import type { ExitCode, Session } from "../account/session";
import { isGone } from "../../account/trouble";
import { readUndoFile } from "./undo-file";

/** What `restore` is asked to do. */
export interface RestoreOptions {
  readonly yes?: boolean;
  /** Also where someone has changed a value since. */
  readonly force?: boolean;
}

/** Puts back what an undo file remembers, field by field. */
export async function restore(
  path: string,
  { yes, force = false }: RestoreOptions,
  session: Session,
): Promise<ExitCode> {
  const { api, terminal, folder } = session;
  const undo = await readUndoFile(resolve(folder, path), session);
  const plans = await atATime(undo.changes, async (change) => {
    const raw = await api
      .fetch(change.kind, change.sid)
      .catch((error: unknown) => {
        if (isGone(error)) return null;
        throw error;
      });
    return planRestore(change, raw, force);
  });
  const changes = plans.flatMap(({ change }) => change ?? []);
  const conflicts = plans.flatMap(({ conflicts }) => conflicts);
  const isWhole = conflicts.length === 0;

  if (changes.length > 0) terminal.print(diffText(changes));
  if (!isWhole) terminal.print(conflictText(conflicts));
  if (changes.length === 0) {
    terminal.print(
      isWhole
        ? color.green("✔ Everything is as it was before.")
        : "Nothing else to restore.",
    );
    return isWhole ? 0 : 1;
  }
  const question = `Put ${changes.length === 1 ? "this resource" : `these ${changes.length} resources`} back as shown?`;
  if (!(await ask(question, yes, terminal))) return 1;
  const isDone = await applyChanges(changes, api, terminal);
  return isDone && isWhole ? 0 : 1;
}

/** A part of a resource that cannot be put back, and why. */
interface Conflict {
  readonly change: Change;
  readonly reason: string;
}

/** What to write to have a resource as it was, and what someone else has changed since. */
export function planRestore(
  change: Change,
  current: RawResource | null,
  force: boolean,
): { change: Change | null; conflicts: Conflict[] } {
  if (current === null) {
    return { change: null, conflicts: [{ change, reason: "it is gone" }] };
  }
  const fields: FieldChange[] = [];
  const conflicts: Conflict[] = [];
  for (const { field, old, new: attached } of change.fields) {
    const value = current[field];
    const now = typeof value === "string" ? value : "";
    if (now === old) continue;
    if (now === attached || force) fields.push({ field, old: now, new: old });
    else {
      const reason = `${field} was changed since, to ${withoutPassword(now) || "nothing"}`;
      conflicts.push({ change, reason });
    }
  }
  return {
    change: fields.length > 0 ? { ...change, fields } : null,
    conflicts,
  };
}

function conflictText(conflicts: readonly Conflict[]): string {
  const lines = conflicts.map(
    ({ change: { kind, name, sid }, reason }) =>
      `${color.red("✖")} ${KIND_WORDS[kind][0]} ${name} (${sid}) is left: ${reason}.`,
  );
  return ["", ...lines, "--force puts back what was changed since, too."].join(
    "\n",
  );
}
