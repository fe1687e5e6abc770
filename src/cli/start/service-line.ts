import { isRecord } from "../../journal/is-record";
import { failureText } from "../incidents/failure-text";

/** What twilio-run says of each request; the failure is told anyway. */
const REQUEST = /^\d{3} (GET|POST) /;

/**
 * A line that a service printed, for a person: its JSON in words, everything else as it came; null
 * where it says nothing more.
 */
export function serviceLineText(line: string): string | null {
  if (REQUEST.test(line)) return null;
  const record = parse(line);
  return isRecord(record) ? failureText(record) : line;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
