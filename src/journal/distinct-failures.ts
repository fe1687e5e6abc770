import { isFailure } from "./is-failure";
import type { JournalRecord } from "./record";

/**
 * The failures that records tell of, each once and in order: a record may have been read twice, and the Debugger tells of a failure that `/fallback` has written down too
 * (the same call and code: then the fallback's record stands).
 */
export function distinctFailures(
  records: readonly JournalRecord[],
): JournalRecord[] {
  const seen = new Set(
    records.filter(({ source }) => source === "fallback").flatMap(twinName),
  );
  return records.filter((record) => {
    if (!isFailure(record)) return false;
    const isTwin =
      record.source === "debugger" &&
      twinName(record).some((name) => seen.has(name));
    const name = JSON.stringify([record.sid, record.at, record.source]);
    if (isTwin || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/** By what a failure is known in both kinds of records; nothing without a SID. */
function twinName({ sid, errorCode }: JournalRecord): string[] {
  return sid === null ? [] : [JSON.stringify([sid, errorCode])];
}
