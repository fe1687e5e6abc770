import type { JournalRecord } from "./record";

const NO_ATTEMPTS: JournalRecord["attempts"] = [];

/**
 * Makes records that take a fraction of the memory: without their attempts, and with one copy of
 * each text that many of them hold. A hundred thousand would otherwise fill a small container.
 */
export function recordLightener(): (record: JournalRecord) => JournalRecord {
  const texts = new Map<string, string>();
  const share = <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const known = texts.get(text);
    if (known !== undefined) return known as T;
    texts.set(text, text);
    return text;
  };
  return (record) => ({
    ...record,
    errorUrl: share(record.errorUrl),
    accountSid: share(record.accountSid),
    from: share(record.from),
    to: share(record.to),
    person: share(record.person),
    recoveredBy: share(record.recoveredBy),
    attempts: NO_ATTEMPTS,
  });
}
