import { readRequest } from "../invocation/failed-request";
import { codeOrigin } from "../journal/incident-key";
import { urlOrigin, type Failure } from "../journal/record";
import { parseWebUrl } from "../url/parse-url";

/** What Twilio's Debugger tells of. */
export interface DebuggerEvent {
  readonly failure: Failure;
  /** Of an event that is no error: the webhook worked all the same. */
  readonly level?: "WARNING";
}

/**
 * The shape of the parameter `Payload`, where it is what Twilio documents.
 *
 * @see https://www.twilio.com/docs/usage/troubleshooting/debugging-event-webhooks
 */
interface Payload {
  readonly resource_sid?: unknown;
  readonly error_code?: unknown;
  readonly more_info?: { readonly url?: unknown } | null;
  readonly webhook?: {
    readonly request?: {
      readonly url?: unknown;
      /** Those of the request that failed. */
      readonly parameters?: unknown;
    } | null;
  } | null;
}

/**
 * Reads a Function's `event` as a request of Twilio's Debugger. The code and the URL are the
 * Debugger's: the failed request may have been one for a fallback, with an `ErrorCode` of its own.
 * Never throws.
 */
export function readEvent(event: unknown): DebuggerEvent {
  const { params } = readRequest(event);
  const of = (wanted: string): string | null =>
    textOf(params.find(([name]) => name === wanted)?.[1]);

  const payload = readPayload(of("Payload") ?? "");
  const { request } = payload.webhook ?? {};
  const { failure } = readRequest(request?.parameters);
  const errorUrl = parseWebUrl(
    textOf(request?.url) ?? textOf(payload.more_info?.url),
  );
  const resourceSid = textOf(payload.resource_sid);
  const code = textOf(payload.error_code) ?? "";
  const errorCode = /^\d{1,6}$/.test(code) ? Number(code) : null;
  return {
    ...(of("Level")?.toUpperCase() !== "ERROR" && { level: "WARNING" }),
    failure: {
      ...failure,
      channel: failure.sid === null ? channelOf(resourceSid) : failure.channel,
      errorCode,
      errorUrl,
      origin: failure.subject ?? urlOrigin(errorUrl) ?? codeOrigin(errorCode),
      sid: failure.sid ?? resourceSid,
      accountSid: failure.accountSid ?? of("AccountSid"),
    },
  };
}

/** What can be read of a payload, also of one that was cut or never was JSON. */
function readPayload(text: string): Payload {
  try {
    const payload: unknown = JSON.parse(text);
    return typeof payload === "object" && payload !== null ? payload : {};
  } catch {
    const of = (pattern: RegExp) => pattern.exec(text)?.[1];
    return {
      resource_sid: of(/"resource_sid":\s*"([A-Z]{2}[0-9a-f]{32})"/),
      error_code: of(/"error_code":\s*"?(\d{1,6})\b/),
      more_info: { url: of(/"url":\s*"(https?:[^"\\\s]+)"/) },
    };
  }
}

/** A text that is not empty, or a number as one. */
function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

/** By the prefix of a SID. @see https://www.twilio.com/docs/glossary/what-is-a-sid */
function channelOf(sid: string | null): Failure["channel"] {
  if (sid?.startsWith("CA")) return "voice";
  return /^(SM|MM)/.test(sid ?? "") ? "messaging" : "unknown";
}
