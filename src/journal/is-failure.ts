import { parseWebUrl } from "../url/parse-url";
import type { Failure, JournalRecord } from "./record";

/** Twilio's hosts that serve primaries: TwiML Bins, and Studio Flows. */
const PRIMARY_HOSTS = new Set(["handler.twilio.com", "webhooks.twilio.com"]);

/**
 * Whether a request for the fallback tells of a failure: without a code and a name of what failed
 * it is the own step of an error document, a callback that was pointed here, or a person looking.
 */
export function namesFailure({
  origin,
  errorCode,
}: Pick<Failure, "origin" | "errorCode">): boolean {
  return origin !== null || errorCode !== null;
}

/** Whether a URL is of Twilio's API: the Debugger tells of each request that it refused, ours too. */
export function isTwilioApi(url: URL | null): boolean {
  return (
    url !== null &&
    url.hostname.endsWith(".twilio.com") &&
    !PRIMARY_HOSTS.has(url.hostname)
  );
}

/** Whether a record counts in an incident: neither a rehearsal, nor a warning, nor our own trouble. */
export function isFailure(record: JournalRecord): boolean {
  const { source, errorUrl, errorCode, subject, level, rehearsal } = record;
  if (rehearsal === true || level !== undefined) return false;
  if (source === "debugger") return !isTwilioApi(parseWebUrl(errorUrl));
  return namesFailure({ origin: subject ?? errorUrl, errorCode });
}
