import type { Params } from "../../twilio/signature";
import { sendCallback } from "../caller/ask-webhook";
import type { CallerEvent } from "../caller/events";
import { webMemory } from "../caller/web-memory";
import { simulate } from "../caller/play/simulate";
import { withParams, type WebhookClient } from "../caller/webhook-client";
import { productOf, type ApiProduct } from "./api";
import { emulateCalls, type CallsEmulator } from "./calls/calls";
import type { PlacedCall } from "./calls/place-call";
import type { KeptMessage } from "./messages/message-row";
import { emulateMessages, type MessagesEmulator } from "./messages/messages";
import { stopAlert, webhookAlert } from "./monitor/alert";
import { emulateMonitor, type MonitorEmulator } from "./monitor/monitor";

/** What Twilio keeps of calls, messages and webhooks, and the caller's side that fills it. */
export interface History {
  readonly products: Readonly<Record<"api" | "monitor", ApiProduct>>;
  readonly calls: CallsEmulator;
  readonly messages: MessagesEmulator;
  readonly monitor: MonitorEmulator;
  /** Requests webhooks as the account, and lets all of it be kept. */
  readonly client: WebhookClient;
}

/**
 * Starts an empty history.
 *
 * @param lagMs - How long it takes until a list shows what is new.
 */
export function emulateHistory(
  { accountSid, authToken }: { accountSid: string; authToken: string },
  lagMs?: number,
): History {
  const calls = emulateCalls(accountSid, {
    lagMs,
    place: (call) => {
      void placeCall(call, client);
    },
  });
  const monitor = emulateMonitor(lagMs);
  const observe = (event: CallerEvent): void => {
    switch (event.kind) {
      case "webhook": {
        calls.noteWebhook(event);
        const alert = webhookAlert(event, accountSid);
        if (alert) monitor.alerts.add(alert);
        break;
      }
      case "stop":
        monitor.alerts.add(stopAlert(event, accountSid));
        break;
      case "call":
        calls.noteCall(event);
        break;
      case "recording":
        calls.noteRecording(event);
        break;
    }
  };
  const messages = emulateMessages(accountSid, {
    lagMs,
    onStop: observe,
    notify: (url, message) => {
      const webhook = { url, method: "POST" } as const;
      void sendCallback(webhook, statusParams(message, accountSid), client);
    },
  });
  const { carrier } = messages;
  const memory = webMemory();
  const client: WebhookClient = { authToken, memory, observe, carrier };
  return {
    products: {
      api: productOf(messages.handle, calls.handle),
      monitor: monitor.handle,
    },
    calls,
    messages,
    monitor,
    client,
  };
}

/** Calls somebody, who answers and does as is hoped for, and tells the callback when it is over. */
async function placeCall(
  { incoming, statusCallback }: PlacedCall,
  client: WebhookClient,
): Promise<void> {
  await simulate(incoming, client);
  const ended = withParams(incoming.params, [["CallStatus", "completed"]]);
  if (statusCallback) await sendCallback(statusCallback, ended, client);
}

function statusParams(
  { sid, from, to, status }: KeptMessage,
  accountSid: string,
): Params {
  return [
    ["AccountSid", accountSid],
    ["ApiVersion", "2010-04-01"],
    ["From", from ?? ""],
    ["To", to],
    ["MessageSid", sid],
    ["SmsSid", sid],
    ["MessageStatus", status],
    ["SmsStatus", status],
  ];
}
