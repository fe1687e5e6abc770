import type { JournalRecord } from "./record";

/** Twilio keeps the last 3 KB of what an invocation prints: a record, and what became of it. */
const MAX_RECORD_BYTES = 2500;

/** No character of a record takes more bytes of JSON. */
const MAX_CHARACTER_BYTES = 3;

const TEXTS = [
  "errorUrl",
  "sid",
  "accountSid",
  "from",
  "to",
  "recoveredBy",
  "subject",
] as const;

/**
 * The record in at most 2,500 bytes of JSON: attempts are left out from the end, then the ends of
 * the longest texts.
 */
export function fitRecord(record: JournalRecord): JournalRecord {
  let fitted = record;
  for (;;) {
    const excess = Buffer.byteLength(JSON.stringify(fitted)) - MAX_RECORD_BYTES;
    if (excess <= 0) return fitted;
    fitted =
      fitted.attempts.length > 0
        ? { ...fitted, attempts: fitted.attempts.slice(0, -1) }
        : shortenLongest(fitted, Math.ceil(excess / MAX_CHARACTER_BYTES));
  }
}

function shortenLongest(record: JournalRecord, by: number): JournalRecord {
  const [longest] = TEXTS.map((name) => {
    const text = record[name] ?? "";
    // An origin that is cut is another one.
    const kept = name === "errorUrl" ? originLength(text) : 0;
    return { name, text, spare: text.length - kept };
  }).toSorted((one, other) => other.spare - one.spare);
  if (longest === undefined) return record;
  const { name, text, spare } = longest;
  return { ...record, [name]: cutAt(text, text.length - Math.min(by, spare)) };
}

function originLength(url: string): number {
  return /^https?:\/\/[^/]*/.exec(url)?.[0].length ?? 0;
}

/** The beginning of a text, without half a surrogate pair. */
export function cutAt(text: string, length: number): string {
  return text.slice(0, Math.max(0, length)).replace(/[\uD800-\uDBFF]$/, "");
}
