import { createHash } from "node:crypto";
import { parseWebUrl } from "../url/parse-url";
import { classifyError } from "./classify-error";
import type { JournalRecord } from "./record";

const KEY_LENGTH = 16;

/** What failures of one incident have in common: the origin, and the class of the code. */
interface Common {
  /** The origin that failed; null where none is known. */
  readonly origin: string | null;
  readonly errorCode: number | null;
}

/** The name of the incident that a failure belongs to, as 16 hexadecimal digits. */
export function incidentKey({ origin, errorCode }: Common): string {
  return createHash("sha256")
    .update(`${origin ?? ""}\n${classifyError(errorCode)}`)
    .digest("hex")
    .slice(0, KEY_LENGTH);
}

/** The key of the incident that a record belongs to. */
export function recordKey(record: JournalRecord): string {
  const { errorCode } = record;
  return incidentKey({ origin: recordOrigin(record), errorCode });
}

/** The origin of the incident that a record belongs to: what `Failure.origin` was. */
export function recordOrigin({
  subject,
  errorUrl,
  source,
  errorCode,
}: Pick<JournalRecord, "subject" | "errorUrl" | "source" | "errorCode">):
  string | null {
  if (subject !== undefined) return subject;
  const origin = parseWebUrl(errorUrl)?.origin;
  if (origin !== undefined) return origin;
  return source === "debugger" ? codeOrigin(errorCode) : null;
}

/** What stands for the origin of an error that the Debugger names no URL for. */
export function codeOrigin(errorCode: number | null): string | null {
  return errorCode === null ? null : `twilio:${errorCode}`;
}
