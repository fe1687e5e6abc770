import type { Server } from "node:http";
import {
  emulateAccounts,
  type AccountOptions,
  type AccountsEmulator,
} from "./rest/account/emulate-accounts";
import { productOf } from "./rest/api";
import type { WebhookClient } from "./caller/webhook-client";
import type { CallsEmulator } from "./rest/calls/calls";
import { emulateHistory } from "./rest/history";
import type { MessagesEmulator } from "./rest/messages/messages";
import type { MonitorEmulator } from "./rest/monitor/monitor";
import { limited, type Rate } from "./rest/rate-limit";
import { startRestServer, type RestServer } from "./rest/rest-server";
import { emulateSync, type SyncEmulator } from "./rest/sync/sync";

/** The account of everyone who has none. */
const EMULATED_ACCOUNT = {
  accountSid: "AC00000000000000000000000000000001",
  authToken: "00000000000000000000000000000001",
  apiKey: "SK00000000000000000000000000000001",
  apiSecret: "00000000000000000000000000000002",
};

/** The REST side of Twilio on this machine. */
export interface TwilioEmulator extends RestServer {
  readonly accountSid: string;
  readonly authToken: string;
  /** An API key of the account, with its secret. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The resources with webhooks, and the subaccounts. */
  readonly account: AccountsEmulator;
  readonly sync: SyncEmulator;
  readonly messages: MessagesEmulator;
  readonly calls: CallsEmulator;
  readonly monitor: MonitorEmulator;
  /** The caller's side: it signs as the account, and what it does is kept on the REST side. */
  readonly client: WebhookClient;
}

/** Starts the REST side on a loopback port. Nothing is kept when it stops. */
export async function startEmulator(
  options: {
    syncRate?: Rate;
    syncReadRate?: Rate;
    account?: AccountOptions;
    /** Beyond it, what Twilio keeps is answered with 429; without it, never. */
    historyRate?: Rate;
    /** How long it takes until a list shows a new call, message or alert. */
    listLagMs?: number;
    /** Takes the server before it listens. */
    prepare?: (server: Server) => void;
  } = {},
): Promise<TwilioEmulator> {
  const { accountSid } = EMULATED_ACCOUNT;
  const sync = emulateSync(accountSid, options.syncRate, options.syncReadRate);
  const account = emulateAccounts(EMULATED_ACCOUNT, options.account);
  const history = emulateHistory(EMULATED_ACCOUNT, options.listLagMs);
  const { historyRate } = options;
  const server = await startRestServer(
    {
      ...account.products,
      sync: sync.handle,
      api: productOf(
        account.products["api"] ?? (() => null),
        limited(history.products.api, historyRate),
      ),
      monitor: limited(history.products.monitor, historyRate),
    },
    account.logins,
    options.prepare,
  );
  const { messages, calls, monitor, client } = history;
  return {
    ...EMULATED_ACCOUNT,
    ...server,
    sync,
    account,
    messages,
    calls,
    monitor,
    client,
  };
}
