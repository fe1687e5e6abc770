import { createServer } from "node:http";
import { phoneApp } from "../drill/world/phone-app";
import {
  incomingParams,
  listenOnLoopback,
  newNumber,
  simulate,
  type TwilioEmulator,
} from "../../emulator";
import { startPrimary } from "../drill/world/start-primary";

/** A rehearsal on the emulator: calls and messages that keep failing and recovering. */
export interface Rehearsal {
  /** The backup that comes and goes, for `BACKUP_ORIGINS`. */
  readonly backup: string;
  /** Sends calls and messages to a service, until it is stopped. */
  play(serviceUrl: string): void;
  stop(): Promise<void>;
}

const EVERY_MS = 1500;
/** Failures come and go, so that there are quiet times too. */
const FAILING_MS = 45_000;
const QUIET_MS = 15_000;
/** The backup is up and down in turn. */
const BACKUP_TURN_MS = 40_000;

/** Starts a failing primary and a backup that comes and goes. */
export async function startRehearsal({
  accountSid,
  authToken,
}: TwilioEmulator): Promise<Rehearsal> {
  const primary = await startPrimary();
  const app = phoneApp(authToken);
  const isUp = () => Math.floor(Date.now() / BACKUP_TURN_MS) % 2 === 0;
  const backup = await listenOnLoopback(
    createServer((request, response) => {
      if (isUp()) app.emit("request", request, response);
      else response.writeHead(503).end("Service Unavailable");
    }),
  );
  let timer: NodeJS.Timeout | undefined;
  let calls = 0;

  const callOnce = async (serviceUrl: string): Promise<void> => {
    if (Date.now() % (FAILING_MS + QUIET_MS) > FAILING_MS) return;
    calls += 1;
    const channel = calls % 3 === 0 ? "messaging" : "voice";
    const scenario = calls % 5 === 0 ? "malformed" : "server-error";
    await simulate(
      {
        channel,
        params: incomingParams(channel, accountSid, { from: newNumber() }),
        primary: { url: primary.url(scenario), method: "POST" },
        fallback: { url: `${serviceUrl}/fallback`, method: "POST" },
      },
      { authToken, ca: primary.ca },
    );
  };
  return {
    backup: backup.url,
    play: (serviceUrl) => {
      timer = setInterval(() => void callOnce(serviceUrl), EVERY_MS);
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all([primary.stop(), backup.stop()]);
    },
  };
}
