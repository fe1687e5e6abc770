import {
  sendHttp,
  type HttpOutcome,
  type HttpRequest,
} from "../../../http/send-http";
import { MAX_TWIML_BYTES } from "../../../twilio/limits";

/** As long as Twilio waits. */
const TIMEOUT_MS = 15_000;

/** Sends a request that Twilio has not signed, as anyone can; follows no redirect. */
export async function askUnsigned(
  url: URL,
  request: Pick<HttpRequest, "method" | "headers" | "body"> = {
    method: "GET",
    headers: {},
  },
): Promise<HttpOutcome> {
  return sendHttp({
    ...request,
    url,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_TWIML_BYTES,
  });
}

/** The status that came; null where none did. */
export function statusOf(outcome: HttpOutcome): number | null {
  return outcome.kind === "response" ? outcome.status : null;
}

/** What came, in words. */
export function wordsFor(outcome: HttpOutcome): string {
  switch (outcome.kind) {
    case "response":
      return String(outcome.status);
    case "unreachable":
      return outcome.cause;
    case "timeout":
      return `no answer in ${TIMEOUT_MS / 1000} s`;
    case "too-large":
      return `more than ${MAX_TWIML_BYTES / 1024} KiB`;
  }
}
