import type { JournalRecord } from "../../../src/journal/record";
import { RECORD_BYTES } from "./limits";

const MAX_TEXT_LENGTH = 512;
const MAX_URL_LENGTH = 2048;
const MAX_ATTEMPTS = 10;
const ORIGIN = /^https?:\/\/[^/?#@]+$/;

type Law = (value: unknown) => boolean;

const matches =
  (pattern: RegExp): Law =>
  (value) =>
    typeof value === "string" && pattern.test(value);
const orNull =
  (law: Law): Law =>
  (value) =>
    value === null || law(value);
const isCount: Law = (value) => Number.isInteger(value) && Number(value) >= 0;
const isText = orNull(
  (value) =>
    // eslint-disable-next-line no-control-regex -- each would be six bytes of JSON
    matches(/^[^\u0000-\u001F\u007F\p{Surrogate}]*$/u)(value) &&
    String(value).length <= MAX_TEXT_LENGTH,
);

const ATTEMPT: Record<string, Law> = {
  origin: matches(ORIGIN),
  result: matches(
    /^(twiml|text|empty|unreachable|timeout|http-error|too-large|too-many-redirects|not-twiml)$/,
  ),
  status: orNull(isCount),
  ms: isCount,
  cause: (value) => value === undefined || matches(/^[ -~]{1,80}$/)(value),
};

const RECORD: Record<keyof JournalRecord, Law> = {
  v: (value) => value === 1,
  at: matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  source: matches(/^(fallback|debugger)$/),
  channel: matches(/^(voice|messaging|unknown)$/),
  errorCode: orNull((value) => isCount(value) && Number(value) <= 999_999),
  // No userinfo, query or fragment.
  errorUrl: orNull(
    (value) =>
      matches(/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/)(value) &&
      String(value).length <= MAX_URL_LENGTH,
  ),
  sid: isText,
  accountSid: isText,
  from: isText,
  to: isText,
  person: orNull(matches(/^[0-9a-f]{16}$/)),
  outcome: matches(/^(recovered|apologized|silent|reported)$/),
  recoveredBy: orNull(matches(ORIGIN)),
  attempts: (value) =>
    Array.isArray(value) &&
    value.length <= MAX_ATTEMPTS &&
    value.every((one: object) => breaches(one, ATTEMPT).length === 0),
  ms: isCount,
  rehearsal: (value) => value === undefined || value === true,
  level: (value) => value === undefined || value === "WARNING",
  subject: (value) => value === undefined || isText(value),
};

/** What holds of every record that this service writes, whatever it was told. */
export function expectLawful(record: JournalRecord): void {
  expect(breaches(record, RECORD)).toEqual([]);
  const { outcome, source, recoveredBy } = record;
  expect(recoveredBy !== null).toBe(outcome === "recovered");
  expect(source === "debugger").toBe(outcome === "reported");
  const json = JSON.stringify(record);
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(RECORD_BYTES);
}

/** What a masked number may still show: its first two and its last four. */
export function expectMasked(party: string | null): void {
  expect(party?.replace(/\D/g, "").length ?? 0).toBeLessThanOrEqual(6);
}

/** The fields that break their law, and those that have none. */
function breaches(
  fields: object,
  laws: Readonly<Record<string, Law>>,
): string[] {
  const values = new Map<string, unknown>(Object.entries(fields));
  const names = new Set([...values.keys(), ...Object.keys(laws)]);
  return [...names].filter((name) => !laws[name]?.(values.get(name)));
}
