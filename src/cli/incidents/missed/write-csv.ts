import type { MissedPerson } from "./missed-person";

/** Excel reads a file without it as Latin-1. */
const BYTE_ORDER_MARK = "\uFEFF";
const HEADER = [
  "person",
  "ours",
  "channel",
  "count",
  "firstAt",
  "lastAt",
  "bodies",
  "recordings",
  "hasGotThrough",
];
/** What a spreadsheet would take for a formula; a phone number is none. */
const FORMULA = /^\s*[=+\-@]/;
const PHONE_NUMBER = /^(whatsapp:)?\+\d+$/;

/**
 * The people as a spreadsheet opens them: a row each, and no text that is carried out as a formula.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function writeCsv(people: readonly MissedPerson[]): string {
  const rows = people.map((one) => [
    one.person,
    one.ours,
    one.channel,
    String(one.count),
    one.firstAt,
    one.lastAt,
    one.bodies.join("\n"),
    one.recordings.map(({ url }) => url).join("\n"),
    one.hasGotThrough ? "yes" : "no",
  ]);
  const lines = [HEADER, ...rows].map((cells) => cells.map(cell).join(","));
  return BYTE_ORDER_MARK + lines.join("\r\n");
}

function cell(text: string): string {
  const isFormula = FORMULA.test(text) && !PHONE_NUMBER.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
