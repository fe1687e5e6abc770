import { closedBreaker, recordOutcome, tryProbe } from "../resilience/breaker";
import { sendHttp, type HttpOutcome } from "../http/send-http";
import type { Alert } from "./alert";
import type { AlertTargets } from "./notifiers";
import type { AlertRequest } from "./notifiers/notifier";
import type { AlertMemory } from "./memory";
import { providerMessage } from "./provider-message";
import { redact } from "./redact";

/** No provider answers with more; who does is not the provider. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** A notifier that hung twice in a row is left alone for so long. */
const COOLDOWN_MS = 30_000;

/** A shorter time-out proves nothing: it is not counted against the notifier. */
const FAIR_MS = 500;

/** How telling one recipient, or all of a notifier's, ended. */
export interface Delivery {
  readonly notifier: string;
  /** The number that was told; null where one request tells all. */
  readonly recipient: string | null;
  /** Whether the provider took the alert: a 2xx, read whole, in time. */
  readonly isTaken: boolean;
  /** The status, and the provider's own message, or what went wrong. Holds no secret. */
  readonly answer: string;
}

/** Tells every notifier at once, each within `timeoutMs`. Never rejects. */
export async function deliver(
  alert: Alert,
  { notifiers, secrets }: Pick<AlertTargets, "notifiers" | "secrets">,
  memory: AlertMemory["notifiers"],
  timeoutMs: number,
): Promise<Delivery[]> {
  const deliveries = await Promise.all(
    notifiers.map(async ({ name, requests }) => {
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
        notifier: name,
        recipient: request.recipient,
        isTaken: isTaken(outcome),
        answer: answerOf(outcome, (text) =>
          redact(text, [...secrets, request.headers["Authorization"] ?? ""]),
        ),
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

function leftAlone(notifier: string): Delivery {
  return {
    notifier,
    recipient: null,
    isTaken: false,
    answer: "it did not answer in time lately, and is left alone for a while",
  };
}
