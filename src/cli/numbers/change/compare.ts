import type { RawResource } from "../account/kinds/kind";
import { textAt } from "../account/read-resource";
import type { PlannedChange } from "./change";
import { withoutPassword } from "./without-password";

/** How a resource stands to what is to be written on it. */
export type Standing =
  /** Everything is as it was when the change was decided. */
  | { readonly is: "as-planned" }
  /** Everything is written already. */
  | { readonly is: "done" }
  /** Somebody has changed it since. */
  | { readonly is: "conflict"; readonly reason: string };

/** Compares what a resource has set now with what a change was decided by. */
export function compare(
  { fields, seen }: PlannedChange,
  current: RawResource,
): Standing {
  const now = (field: string): string => textAt(current, field) ?? "";
  if (fields.every((one) => now(one.field) === one.new)) return { is: "done" };
  for (const [field, value] of seen) {
    const isOurs = fields.some(
      (f) => f.field === field && f.new === now(field),
    );
    if (now(field) === value || isOurs) continue;
    const found = withoutPassword(now(field)) || "nothing";
    return {
      is: "conflict",
      reason: `${field} was changed since, to ${found}`,
    };
  }
  return { is: "as-planned" };
}
