import { checkTwiml, type TwimlChannel } from "../../twilio/check-twiml";
import type { Params } from "../../twilio/signature";
import { perceive } from "./perceive";
import { readAnswer, type ReadAnswer } from "./read-answer";
import {
  requestWebhook,
  type CallerIdentity,
  type Webhook,
} from "./request-webhook";

/** A call or a message that comes in at a number. */
export interface Incoming {
  readonly channel: TwimlChannel;
  /** The parameters of the first request, as Twilio sends them. */
  readonly params: Params;
  readonly primary: Webhook;
  readonly fallback: Webhook;
}

/** What happened to it. */
export interface Conversation {
  /** Null where the primary could be used. */
  readonly error: { readonly code: number; readonly detail: string } | null;
  /** What the fallback answered; null where it was not asked. */
  readonly fallback: FallbackReply | null;
  /** The document that is executed; null where there is none. */
  readonly document: Extract<ReadAnswer, { kind: "twiml" }> | null;
  /** What the person at the other end heard or read, a phrase a verb. */
  readonly perceived: readonly string[];
}

/** The fallback's reply, judged. */
export interface FallbackReply {
  readonly answer: ReadAnswer;
  /** Why it is no valid TwiML of the channel; null where it is. */
  readonly fault: string | null;
  readonly ms: number;
}

/**
 * Takes a call or a message as Twilio does: asks the primary, and where that cannot be used, the
 * fallback, once, with `ErrorCode` and `ErrorUrl`.
 */
export async function place(
  { channel, params, primary, fallback }: Incoming,
  identity: CallerIdentity,
): Promise<Conversation> {
  const first = await ask(primary, params, identity);
  if (first.kind !== "failure")
    return {
      error: null,
      fallback: null,
      document: first.kind === "twiml" ? first : null,
      perceived: perceive(first, channel),
    };

  const { code, detail } = first;
  const errorUrl = primary.url.replace(/#.*$/s, "");
  const reply = await askFallback(
    fallback,
    failedParams(params, code, errorUrl),
    channel,
    identity,
  );
  const { answer } = reply;
  return {
    error: { code, detail },
    fallback: reply,
    document: answer.kind === "twiml" ? answer : null,
    perceived: perceive(answer, channel),
  };
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
  identity: CallerIdentity,
): Promise<FallbackReply> {
  const startedAt = performance.now();
  const answer = await ask(fallback, params, identity);
  return {
    answer,
    fault: faultOf(answer, channel),
    ms: Math.round(performance.now() - startedAt),
  };
}

async function ask(
  webhook: Webhook,
  params: Params,
  identity: CallerIdentity,
): Promise<ReadAnswer> {
  const outcome = await requestWebhook(webhook, params, identity);
  return outcome.kind === "failure" ? outcome : readAnswer(outcome);
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
      return `it is ${answer.kind}, not TwiML`;
  }
}
