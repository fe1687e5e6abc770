import { maskParty } from "../journal/mask-party";
import type { Budget } from "../resilience/budget";
import { sendHttp, type HttpOutcome } from "../http/send-http";
import type { Notice } from "./all-clear";
import type { AlertTargets } from "./notifiers";
import type { AlertRequest } from "./notifiers/notifier";
import { providerMessage } from "./provider-message";
import { redact } from "./redact";

/** No provider answers with more; who does is not the provider. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** How telling one recipient, or all of a notifier's, ended. */
export interface Delivery {
  readonly notifier: string;
  /** The number that was told; null where one request tells all. */
  readonly recipient: string | null;
  /** Whether the provider took it: a 2xx, read whole, in time. */
  readonly isTaken: boolean;
  /** The status, and the provider's own message, or what went wrong. Holds no secret. */
  readonly answer: string;
}

/**
 * Tells every notifier at once, within the budget. One that hangs keeps nothing from the others.
 * Never rejects.
 */
export async function deliver(
  notice: Notice,
  { notifiers, secrets }: Pick<AlertTargets, "notifiers" | "secrets">,
  budget: Budget,
): Promise<Delivery[]> {
  const requests = notifiers.flatMap(({ name, requests }) =>
    requests(notice).map((request) => ({ notifier: name, request })),
  );
  return Promise.all(
    requests.map(async ({ notifier, request }) => {
      const outcome = await send(request, budget.remainingMs());
      const hidden = [...secrets, request.headers["Authorization"] ?? ""];
      return {
        notifier,
        recipient: request.recipient,
        isTaken: isTaken(outcome),
        answer: answerOf(outcome, (text) => redact(text, hidden)),
      };
    }),
  );
}

/** The names of the notifiers that took it, for one recipient at least. */
export function namesThatTook(deliveries: readonly Delivery[]): string[] {
  const taken = deliveries.filter(({ isTaken }) => isTaken);
  return [...new Set(taken.map(({ notifier }) => notifier))];
}

/** Names in the log who was not told, and why. */
export function warnOfRefusals(
  what: "Alert" | "All-clear",
  deliveries: readonly Delivery[],
): void {
  for (const { notifier, recipient, isTaken, answer } of deliveries) {
    if (isTaken) continue;
    const whom = recipient === null ? "" : ` to ${maskParty(recipient)}`;
    console.warn(`${what} not sent by ${notifier}${whom}: ${answer}`);
  }
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
