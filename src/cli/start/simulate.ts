import { createServer } from "node:http";
import {
  incomingParams,
  listenOnLoopback,
  simulate,
  type TwilioEmulator,
} from "../../emulator";
import type { Settings } from "../../settings/settings";
import { phoneApp } from "../drill/world/phone-app";
import { startPrimary } from "../drill/world/start-primary";
import { writeEarlier } from "./earlier";
import { attemptAt, sceneAt, type Scene } from "./evening";

/** A rehearsal on the emulator: an evening of ten minutes, again and again. */
export interface Rehearsal {
  /** The backup that comes and goes, for `BACKUP_ORIGINS`. */
  readonly backup: string;
  /**
   * Sends calls and messages to a service, until it is stopped.
   *
   * @param tell - Takes each new scene, in words.
   */
  play(serviceUrl: string, tell: (text: string) => void): void;
  stop(): Promise<void>;
}

const EVERY_MS = 1500;

/** Starts the servers of the evening, and writes down what failed before it. */
export async function startRehearsal(
  emulator: TwilioEmulator,
  settings: Settings,
): Promise<Rehearsal> {
  const { accountSid, authToken } = emulator;
  await writeEarlier(emulator, settings, Date.now());
  const primary = await startPrimary();
  const app = phoneApp(authToken);
  let scene: Scene = sceneAt(0);
  const backup = await listenOnLoopback(
    createServer((request, response) => {
      if (scene.isBackupUp) app.emit("request", request, response);
      else response.writeHead(503).end("Service Unavailable");
    }),
  );
  let timer: NodeJS.Timeout | undefined;
  let calls = 0;

  const callOnce = async (serviceUrl: string): Promise<void> => {
    if (scene.faults.length === 0) return;
    const { channel, fault, from, to } = attemptAt(calls++, scene);
    await simulate(
      {
        channel,
        params: incomingParams(channel, accountSid, { from, to }),
        primary: { url: primary.url(fault), method: "POST" },
        fallback: { url: `${serviceUrl}/fallback`, method: "POST" },
      },
      { authToken, ca: primary.ca },
    );
  };
  return {
    backup: backup.url,
    play: (serviceUrl, tell) => {
      const startedAt = Date.now();
      tell(scene.what);
      timer = setInterval(() => {
        const now = sceneAt(Date.now() - startedAt);
        if (now !== scene) tell(now.what);
        scene = now;
        void callOnce(serviceUrl);
      }, EVERY_MS);
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all([primary.stop(), backup.stop()]);
    },
  };
}
