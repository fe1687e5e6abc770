import wrapAnsi from "wrap-ansi";
import { groupBy } from "../account/group-by";
import { KINDS, countOf } from "../account/kinds/kinds";
import { color } from "../../terminal/color";
import type { Change, FieldChange } from "./change";
import { withoutPassword } from "./without-password";

/** What a diff can say beside its values. */
export interface Remarks {
  /** Behind an old value; "" for nothing. */
  readonly onOldValue?: (change: FieldChange) => string;
  /** The names of what a resource governs. */
  readonly governedBy?: (sid: string) => readonly string[];
}

/** Changes as a diff, those that are alike together, each resource by its name. */
export function diffText(
  changes: readonly Change[],
  columns: number,
  remarks: Remarks = {},
): string {
  const groups = groupBy(changes, ({ kind, fields }) =>
    JSON.stringify([kind, fields]),
  );
  return [...groups.values()]
    .map((alike) => groupText(alike, columns, remarks))
    .join("\n\n");
}

function groupText(
  alike: readonly Change[],
  columns: number,
  { onOldValue = () => "", governedBy = () => [] }: Remarks,
): string {
  const [first] = alike;
  if (!first) return "";
  const names = alike.map(({ name }) => name).join(", ");
  const title =
    alike.length === 1
      ? `${KINDS[first.kind].words[0]} ${names}  ${color.dim(first.sid)}`
      : `${countOf(first.kind, alike.length)}: ${names}`;
  const governed = alike.flatMap(({ sid }) => governedBy(sid));
  return [
    indent(title, columns),
    ...(governed.length > 0
      ? [indent(color.dim(`  in place of: ${governed.join(", ")}`), columns)]
      : []),
    ...first.fields.flatMap((change) => fieldLines(change, onOldValue(change))),
  ].join("\n");
}

function fieldLines(
  { field, old, new: after }: FieldChange,
  remark: string,
): string[] {
  const line = (sign: string, value: string): string =>
    `  ${sign} ${field}: ${withoutPassword(value)}`;
  return [
    old === "" ? "" : color.red(line("-", old)) + color.dim(remark),
    after === "" ? "" : color.green(line("+", after)),
  ].filter(Boolean);
}

/** Breaks what is too long for a line, and moves what goes on below to the right. */
function indent(text: string, columns: number): string {
  return wrapAnsi(text, columns - 2, { trim: false }).replaceAll("\n", "\n  ");
}
