import type { TwimlChannel } from "../../twilio/check-twiml";
import type { Params } from "../../twilio/signature";
import { resourceIn, type WebhookError, type WebhookEvent } from "./events";
import type { WebhookFailure } from "./http-try";
import { readAnswer, type ReadAnswer } from "./read-answer";
import { requestWebhook, type WebhookAnswer } from "./request-webhook";
import type { Webhook, WebhookClient } from "./webhook-client";

/** Asks a webhook for what to do next, and lets who looks on know. */
export async function askWebhook(
  webhook: Webhook,
  params: Params,
  channel: TwimlChannel,
  client: WebhookClient,
): Promise<ReadAnswer> {
  const noteOutcome = noteRequest(webhook, params, client);
  const outcome = await requestWebhook(webhook, params, client);
  const answer =
    outcome.kind === "failure"
      ? ({
          kind: "failure",
          code: outcome.code,
          detail: outcome.detail,
        } as const)
      : readAnswer(outcome, channel);
  noteOutcome(outcome, errorOf(answer));
  return answer;
}

/**
 * Tells a webhook of something that has happened; what it answers is not executed. Such a webhook
 * has no fallback: where it fails, that is in the error log and nowhere else.
 */
export async function sendCallback(
  webhook: Webhook,
  params: Params,
  client: WebhookClient,
): Promise<WebhookError | null> {
  const noteOutcome = noteRequest(webhook, params, client);
  const outcome = await requestWebhook(webhook, params, client);
  const error = callbackError(outcome);
  noteOutcome(outcome, error);
  return error;
}

function callbackError(
  outcome: WebhookAnswer | WebhookFailure,
): WebhookError | null {
  if (outcome.kind === "failure")
    return { code: outcome.code, detail: outcome.detail, level: "error" };
  return outcome.status >= 200 && outcome.status <= 299
    ? null
    : { code: 11200, detail: `HTTP ${outcome.status}`, level: "error" };
}

function errorOf(answer: ReadAnswer): WebhookError | null {
  if (answer.kind === "failure")
    return { code: answer.code, detail: answer.detail, level: "error" };
  const warning = answer.kind === "twiml" ? answer.warnings[0] : undefined;
  return warning ? { ...warning, level: "warning" } : null;
}

/** Notes when a request begins; what it returns takes the end. */
function noteRequest(
  { url, method }: Webhook,
  params: Params,
  { observe }: WebhookClient,
): (
  outcome: WebhookAnswer | WebhookFailure,
  error: WebhookError | null,
) => void {
  const at = new Date();
  return (outcome, error) => {
    observe?.({
      kind: "webhook",
      at,
      ms: Date.now() - at.getTime(),
      resourceSid: resourceIn(params),
      url: url.replace(/#.*/s, ""),
      method,
      params,
      response: responseOf(outcome),
      error,
    });
  };
}

function responseOf(
  outcome: WebhookAnswer | WebhookFailure,
): WebhookEvent["response"] {
  if (outcome.kind === "failure") return null;
  const { status, headers, body } = outcome;
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ),
    body: body.toString(),
  };
}
