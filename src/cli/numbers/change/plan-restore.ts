import type { RawResource } from "../account/kinds/kind";
import { textAt } from "../account/read-resource";
import type { Change, FieldChange, PlannedChange } from "./change";
import { withoutPassword } from "./without-password";

/** A part of a resource that cannot be put back, and why. */
export interface Conflict {
  readonly change: Change;
  readonly reason: string;
}

/** What to write to have a resource as it was, and what someone else has changed since. */
export function planRestore(
  change: Change,
  current: RawResource | null,
  force: boolean,
): { change: PlannedChange | null; conflicts: Conflict[] } {
  if (current === null) {
    return { change: null, conflicts: [{ change, reason: "it is gone" }] };
  }
  const fields: FieldChange[] = [];
  const conflicts: Conflict[] = [];
  for (const { field, old, new: attached } of change.fields) {
    const now = textAt(current, field) ?? "";
    if (now === old) continue;
    if (now === attached || force) fields.push({ field, old: now, new: old });
    else {
      const reason = `${field} was changed since, to ${withoutPassword(now) || "nothing"}`;
      conflicts.push({ change, reason });
    }
  }
  const seen = new Map(fields.map(({ field, old }) => [field, old]));
  return {
    change: fields.length > 0 ? { ...change, fields, seen } : null,
    conflicts,
  };
}
