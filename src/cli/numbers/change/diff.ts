import { CONTROL_CHARACTERS } from "../../../text/control-characters";
import { color } from "../../terminal/color";
import { groupBy } from "../account/group-by";
import type { Change, FieldChange } from "./plan";
import type { Kind } from "../account/resource";

/** The kinds in words, one and many. */
export const KIND_WORDS: Readonly<Record<Kind, readonly [string, string]>> = {
  number: ["phone number", "phone numbers"],
  app: ["TwiML App", "TwiML Apps"],
  "sip-domain": ["SIP domain", "SIP domains"],
  "messaging-service": ["Messaging Service", "Messaging Services"],
  "byoc-trunk": ["BYOC trunk", "BYOC trunks"],
  "short-code": ["short code", "short codes"],
};

const NAMES_WIDTH = 96;

/** "1 phone number", "20 TwiML Apps". */
export function countOf(kind: Kind, count: number): string {
  return `${count} ${KIND_WORDS[kind][count === 1 ? 0 : 1]}`;
}

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
  remarks: Remarks = {},
): string {
  const groups = groupBy(changes, ({ kind, fields }) =>
    JSON.stringify([kind, fields]),
  );
  return [...groups.values()]
    .map((alike) => groupText(alike, remarks))
    .join("\n\n");
}

function groupText(
  alike: readonly Change[],
  { onOldValue = () => "", governedBy = () => [] }: Remarks,
): string {
  const [first] = alike;
  if (!first) return "";
  const names = alike.map(({ name }) => name).join(", ");
  const title =
    alike.length === 1
      ? `${KIND_WORDS[first.kind][0]} ${names}  ${color.dim(first.sid)}`
      : `${countOf(first.kind, alike.length)}: ${names}`;
  const governed = alike.flatMap(({ sid }) => governedBy(sid));
  return [
    wrap(title),
    ...(governed.length > 0
      ? [wrap(color.dim(`  in place of: ${governed.join(", ")}`))]
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

/** A URL as it is shown: its password stays between the account and its owner. */
export function withoutPassword(url: string): string {
  return url
    .replace(CONTROL_CHARACTERS, " ")
    .replace(/^([a-z]+:\/\/[^/?#:@]*):[^/?#@]*@/i, "$1:•••@");
}

/** Breaks long lists of names between them. */
function wrap(text: string): string {
  const lines = [""];
  for (const word of text.split(/(?<=, )/)) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + word.length > NAMES_WIDTH)
      lines.push(`  ${word}`);
    else lines[lines.length - 1] = last + word;
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}
