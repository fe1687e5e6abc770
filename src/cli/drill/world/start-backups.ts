import { createServer } from "node:http";
import {
  listenOnLoopback,
  refusingUrl,
  startHangingServer,
  type LoopbackServer,
} from "../../../emulator";
import { phoneApp } from "./phone-app";
import { document, type Answer } from "./primary-faults";

/** A backup that runs, or an origin where there is none. */
type Backup = Pick<LoopbackServer, "url" | "stop">;

/** Each way in which a backup may be, and how it is started; the healthy one checks signatures. */
const BACKUPS = {
  healthy: (authToken) => listenOnLoopback(phoneApp(authToken)),
  dead: async () => ({
    url: await refusingUrl(),
    stop: () => Promise.resolve(),
  }),
  hanging: () => startHangingServer(),
  garbage: () =>
    answers(document("text/html", "<!doctype html><p>Coming soon")),
  /** It takes a message, and says nothing. */
  silent: () =>
    answers((_, response) => {
      response.writeHead(204).end();
    }),
  /** It says what it has to say in plain text. */
  plain: () => answers(document("text/plain", "We are open until six.")),
} satisfies Record<string, (authToken: string) => Promise<Backup>>;

/** How a backup may be. */
export type BackupState = keyof typeof BACKUPS;

/** Backups of every state, each at an origin of its own. */
export interface Backups {
  readonly origins: Readonly<Record<BackupState, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts them on loopback ports. */
export async function startBackups(authToken: string): Promise<Backups> {
  const started = await Promise.all(
    Object.entries(BACKUPS).map(
      async ([state, start]) => [state, await start(authToken)] as const,
    ),
  );
  return {
    origins: Object.fromEntries(
      started.map(([state, { url }]) => [state, url]),
    ) as Record<BackupState, string>,
    stop: async () => {
      await Promise.all(started.map(([, backup]) => backup.stop()));
    },
  };
}

function answers(answer: Answer): Promise<Backup> {
  return listenOnLoopback(createServer(answer));
}
