import { checkTwiml, type TwimlChannel } from "../../twilio/check-twiml";
import type { Params } from "../../twilio/signature";
import { askWebhook } from "./ask-webhook";
import type { AnswerFault, ReadAnswer } from "./read-answer";
import type { Webhook, WebhookClient } from "./webhook-client";

/** One document that a call or a message needs. */
export interface Wanted {
  readonly channel: TwimlChannel;
  readonly params: Params;
  readonly primary: Webhook;
  /** Null where none is set. */
  readonly fallback: Webhook | null;
}

/** What came of asking for it. */
export interface Asked {
  /** Null where the primary could be used. */
  readonly error: AnswerFault | null;
  /** What the fallback answered; null where it was not asked. */
  readonly fallback: FallbackReply | null;
  /** What is executed: the fallback's answer where it was asked, else the primary's. */
  readonly answer: ReadAnswer;
}

/** The fallback's reply, judged. */
export interface FallbackReply {
  readonly answer: ReadAnswer;
  /** Why it is no valid TwiML of the channel; null where it is. */
  readonly fault: string | null;
  readonly ms: number;
}

/**
 * Asks for a document as Twilio does: the primary, and where that cannot be used, the fallback,
 * once, with `ErrorCode` and `ErrorUrl`.
 */
export async function askDocument(
  { channel, params, primary, fallback }: Wanted,
  client: WebhookClient,
): Promise<Asked> {
  const answer = await askWebhook(primary, params, channel, client);
  if (answer.kind !== "failure") return { error: null, fallback: null, answer };
  const { code, detail } = answer;
  const error = { code, detail };
  if (fallback === null) return { error, fallback, answer };
  const errorUrl = primary.url.replace(/#.*/s, "");
  const failed = failedParams(params, code, errorUrl);
  const reply = await askFallback(fallback, failed, channel, client);
  return { error, fallback: reply, answer: reply.answer };
}

/** The parameters of a request, as a fallback gets them. */
export function failedParams(
  params: Params,
  errorCode: number,
  errorUrl: string,
): Params {
  return [...params, ["ErrorCode", String(errorCode)], ["ErrorUrl", errorUrl]];
}

/** Asks a fallback, and judges its reply by what the channel takes. */
export async function askFallback(
  fallback: Webhook,
  params: Params,
  channel: TwimlChannel,
  client: WebhookClient,
): Promise<FallbackReply> {
  const startedAt = performance.now();
  const answer = await askWebhook(fallback, params, channel, client);
  return {
    answer,
    fault: faultOf(answer, channel),
    ms: Math.round(performance.now() - startedAt),
  };
}

function faultOf(answer: ReadAnswer, channel: TwimlChannel): string | null {
  switch (answer.kind) {
    case "twiml": {
      const fault = checkTwiml(answer.text, channel);
      return fault && `line ${fault.line}: ${fault.reason}`;
    }
    case "failure":
      return `${answer.code}: ${answer.detail}`;
    case "text":
    case "audio":
    case "nothing":
      return `it is ${answer.kind}, not TwiML`;
  }
}
