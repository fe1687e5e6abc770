import { isTwilioApi } from "../journal/is-failure";
import type { DebuggerEvent } from "./read-event";

/** What a Function printed by `console.warn` and `console.error`: this service's own log, too. */
const LOG_LINES = new Set([82004, 82005]);

/** Whether an event is a line of a Function's log, which stands there already. */
export function isLogLine({ failure }: DebuggerEvent): boolean {
  return failure.errorCode !== null && LOG_LINES.has(failure.errorCode);
}

/**
 * Whether somebody is to be told of an event: an error of a webhook, a document or a socket of
 * ours. Carriers' errors, and what this service's own requests met, must not: an alert could be
 * the cause of the next.
 */
export function isAlerting({ failure, level }: DebuggerEvent): boolean {
  return (
    level === undefined &&
    !isTwilioApi(failure.errorUrl) &&
    isWebhookCode(failure.errorCode)
  );
}

function isWebhookCode(code: number | null): boolean {
  if (code === null) return false;
  return (code >= 10_000 && code < 20_000) || (code >= 64_000 && code < 65_000);
}
