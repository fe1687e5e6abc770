import type { Server } from "node:http";
import {
  emulateAccount,
  type AccountEmulator,
  type AccountOptions,
} from "./rest/account/emulate-account";
import { productOf } from "./rest/api";
import {
  emulateMessages,
  type MessagesEmulator,
} from "./rest/messages/messages";
import type { Rate } from "./rest/rate-limit";
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
  /** The resources with webhooks. */
  readonly account: AccountEmulator;
  readonly sync: SyncEmulator;
  readonly messages: MessagesEmulator;
}

/** Starts the REST side on a loopback port. Nothing is kept when it stops. */
export async function startEmulator(
  options: {
    syncRate?: Rate;
    syncReadRate?: Rate;
    account?: AccountOptions;
    /** Takes the server before it listens. */
    prepare?: (server: Server) => void;
  } = {},
): Promise<TwilioEmulator> {
  const { accountSid, authToken, apiKey, apiSecret } = EMULATED_ACCOUNT;
  const sync = emulateSync(accountSid, options.syncRate, options.syncReadRate);
  const account = emulateAccount(accountSid, options.account);
  const messages = emulateMessages(accountSid);
  const server = await startRestServer(
    {
      sync: sync.handle,
      api: productOf(account.products.api, messages.handle),
      messaging: account.products.messaging,
      voice: account.products.voice,
    },
    [
      [accountSid, authToken],
      [apiKey, apiSecret],
    ],
    options.prepare,
  );
  return { ...EMULATED_ACCOUNT, ...server, sync, account, messages };
}
