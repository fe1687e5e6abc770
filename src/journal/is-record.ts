import type { JournalRecord } from "./record";

/** As `toISOString` writes it, with or without its milliseconds. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;
const OUTCOME = /^(recovered|apologized|silent|reported)$/;

/**
 * Whether the data of an item is a record that this service wrote, and not somebody else's: each
 * field has its type, and nothing lies deeper than an attempt's fields, since JSON that is deep
 * can be read and not written again. Words and fields of a newer service pass.
 */
export function isRecord(data: unknown): data is JournalRecord {
  if (!isObject(data)) return false;
  const { v, errorCode, ms, attempts, ...rest } = data as Unchecked;
  const { at, outcome, source, channel } = rest;
  const { errorUrl, sid, accountSid, from, to, recoveredBy } = rest;
  // The first version wrote neither.
  const { person = null, subject = null } = rest;
  return (
    v === 1 &&
    [at, outcome, source, channel].every(isText) &&
    TIME.test(at as string) &&
    !Number.isNaN(Date.parse(at as string)) &&
    OUTCOME.test(outcome as string) &&
    [errorUrl, sid, accountSid, from, to, recoveredBy, person, subject].every(
      (text) => text === null || isText(text),
    ) &&
    (errorCode === null || Number.isInteger(errorCode)) &&
    Number.isFinite(ms) &&
    Array.isArray(attempts) &&
    [rest, ...(attempts as unknown[])].every(isFlat)
  );
}

type Unchecked = Partial<Record<keyof JournalRecord, unknown>>;

const isText = (value: unknown): boolean => typeof value === "string";

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null;

/** Whether this is an object that holds no other. */
const isFlat = (value: unknown): boolean =>
  isObject(value) && !Object.values(value).some(isObject);
