import { closedBreaker, recordOutcome, tryProbe } from "../resilience/breaker";
import { sendHttp, type HttpOutcome } from "../http/send-http";
import type { Alert } from "./alert";
import type { AlertRequest, AlertTargets } from "./notifiers/notifier";
import type { SetUpChannel } from "./notifiers";
import type { AlertMemory } from "./memory";
import { providerMessage } from "./provider-message";
import { redact } from "./redact";

/** No provider answers with more; who does is not the provider. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** A channel that hung twice in a row is left alone for so long. */
const COOLDOWN_MS = 30_000;

/** Who does not answer within less says nothing of a channel. */
const FAIR_MS = 500;

/** How telling one recipient, or all of a channel's, ended. */
export interface Delivery {
  readonly channel: string;
  readonly recipient: string;
  /** Whether the provider took the alert: a 2xx, read whole, in time. */
  readonly isTaken: boolean;
  /** The status, and the provider's own message, or what went wrong. Holds no secret. */
  readonly answer: string;
}

/** Tells every channel at once, each within `timeoutMs`. Never rejects. */
export async function deliver(
  alert: Alert,
  channels: readonly SetUpChannel[],
  targets: AlertTargets,
  memory: AlertMemory["channels"],
  timeoutMs: number,
): Promise<Delivery[]> {
  const deliveries = await Promise.all(
    channels.map(async ({ name, requests }) => {
      const breaker = memory.get(name) ?? closedBreaker(COOLDOWN_MS);
      memory.set(name, breaker);
      if (!tryProbe(breaker, Date.now())) return [leftAlone(name)];
      const sent = await Promise.all(
        requests(alert).map(async (request) => ({
          request,
          outcome: await send(request, timeoutMs),
        })),
      );
      const isGivenUp = sent.every(({ outcome }) => outcome.kind === "timeout");
      if (!isGivenUp || timeoutMs >= FAIR_MS)
        recordOutcome(breaker, isGivenUp, Date.now());
      return sent.map(({ request, outcome }) => ({
        channel: name,
        recipient: request.recipient,
        isTaken: isTaken(outcome),
        answer: answerOf(outcome, (text) => redact(text, targets)),
      }));
    }),
  );
  return deliveries.flat();
}

function send(
  { url, headers, body }: AlertRequest,
  timeoutMs: number,
): Promise<HttpOutcome> {
  return sendHttp({
    method: "POST",
    url: new URL(url),
    headers,
    body,
    timeoutMs,
    maxBytes: MAX_ANSWER_BYTES,
  });
}

function isTaken(outcome: HttpOutcome): boolean {
  return (
    outcome.kind === "response" &&
    outcome.status >= 200 &&
    outcome.status <= 299
  );
}

function answerOf(
  outcome: HttpOutcome,
  clean: (text: string) => string,
): string {
  switch (outcome.kind) {
    case "response":
      return `${outcome.status} ${providerMessage(outcome.body, clean)}`.trim();
    case "timeout":
      return withStatus(outcome.status, "no answer in time");
    case "unreachable":
      return withStatus(outcome.status, `unreachable (${outcome.cause})`);
    case "too-large":
      return withStatus(outcome.status, "the answer is too large");
  }
}

function withStatus(status: number | null, trouble: string): string {
  return status === null ? trouble : `${status} ${trouble}`;
}

function leftAlone(channel: string): Delivery {
  return {
    channel,
    recipient: "",
    isTaken: false,
    answer: "it did not answer in time lately, and is left alone for a while",
  };
}
