import type { Params } from "../../../twilio/signature";

/**
 * What a webhook was for. `message`: a message came in. `callback`: something is reported, for
 * which Twilio has no fallback. `call`: a step of a call that is over by now. `fallback`: the
 * fallback itself was asked, after the webhook that it stood in for.
 */
export type WebhookKind = "message" | "callback" | "call" | "fallback";

/** The parameters that only a report has. */
const REPORTS = new Set([
  "RecordingStatus",
  "TranscriptionStatus",
  "TranscriptionEvent",
  "StatusCallbackEvent",
  "CallbackSource",
  "StreamEvent",
  "ConversationSid",
  "EventType",
]);
/** A call's status, once it is over. */
const CALL_IS_OVER = new Set([
  "completed",
  "busy",
  "failed",
  "no-answer",
  "canceled",
]);
/** What the end of a `<Dial>` brings, be it of a call that is over. */
const DIAL_STEP = "DialCallStatus";

/** Tells by a webhook's parameters what it was for. Pure. */
export function classifyWebhook(params: Params): WebhookKind {
  const values = new Map(params.filter(([, value]) => value !== ""));
  const has = (name: string): boolean => values.has(name);
  if (has("ErrorCode") && has("ErrorUrl")) return "fallback";
  if ([...REPORTS].some(has)) return "callback";

  const messageStatus = values.get("MessageStatus") ?? values.get("SmsStatus");
  if (has("MessageSid") || has("SmsSid") || has("SmsMessageSid")) {
    return messageStatus === undefined || messageStatus === "received"
      ? "message"
      : "callback";
  }
  if (!has("CallSid")) return "callback";
  const isOver = CALL_IS_OVER.has(values.get("CallStatus") ?? "");
  return isOver && !has(DIAL_STEP) ? "callback" : "call";
}
