import { createHash } from "node:crypto";
import { parseWebUrl } from "../url/parse-url";
import { classifyError } from "./classify-error";
import type { Failure, JournalRecord } from "./record";

const KEY_LENGTH = 16;

/** What failures of one incident have in common: the origin, and the class of the code. */
interface Common {
  /** The origin that failed; null where none is known. */
  readonly origin: string | null;
  readonly errorCode: number | null;
}

/** The name of an incident as 16 hexadecimal digits. */
export function incidentKey({ origin, errorCode }: Common): string {
  return createHash("sha256")
    .update(`${origin ?? ""}\n${classifyError(errorCode)}`)
    .digest("hex")
    .slice(0, KEY_LENGTH);
}

/** The key of the incident that a failure belongs to. */
export function failureKey({ errorUrl, errorCode }: Failure): string {
  return incidentKey({ origin: errorUrl?.origin ?? null, errorCode });
}

/** The key of the incident that a record belongs to. */
export function recordKey(record: JournalRecord): string {
  const { errorCode } = record;
  return incidentKey({ origin: recordOrigin(record), errorCode });
}

/** Scheme, host and port of what failed; null where the record holds no URL. */
export function recordOrigin({
  errorUrl,
}: Pick<JournalRecord, "errorUrl">): string | null {
  return parseWebUrl(errorUrl)?.origin ?? null;
}
