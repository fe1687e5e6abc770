import type { Rate } from "./rest/rate-limit";
import { startRestServer, type RestServer } from "./rest/rest-server";
import { emulateSync, type SyncEmulator } from "./rest/sync";

/** The account of everyone who has none. */
const EMULATED_ACCOUNT = {
  accountSid: "AC00000000000000000000000000000001",
  authToken: "00000000000000000000000000000001",
};

/** The REST side of Twilio on this machine. */
export interface TwilioEmulator extends RestServer {
  readonly accountSid: string;
  readonly authToken: string;
  readonly sync: SyncEmulator;
}

/** Starts the REST side on a loopback port. Nothing is kept when it stops. */
export async function startEmulator(
  options: { port?: number; syncRate?: Rate; syncReadRate?: Rate } = {},
): Promise<TwilioEmulator> {
  const sync = emulateSync(
    EMULATED_ACCOUNT.accountSid,
    options.syncRate,
    options.syncReadRate,
  );
  const server = await startRestServer(
    { sync: sync.handle },
    EMULATED_ACCOUNT,
    options.port,
  );
  return { ...EMULATED_ACCOUNT, ...server, sync };
}
