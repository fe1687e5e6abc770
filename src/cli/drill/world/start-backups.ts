import { createServer } from "node:http";
import {
  listenOnLoopback,
  refusingUrl,
  startHangingServer,
} from "../../../emulator";
import { phoneApp } from "./phone-app";

/** How a backup may be. */
export type BackupState = "healthy" | "dead" | "hanging" | "garbage";

/** Backups of every state, each at an origin of its own. */
export interface Backups {
  readonly origins: Readonly<Record<BackupState, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts them on loopback ports. The healthy one validates Twilio's signature. */
export async function startBackups(authToken: string): Promise<Backups> {
  const healthy = await listenOnLoopback(phoneApp(authToken));
  const hanging = await startHangingServer();
  const garbage = await listenOnLoopback(
    createServer((_, response) =>
      response
        .writeHead(200, { "Content-Type": "text/html" })
        .end("<!doctype html><p>Coming soon"),
    ),
  );
  return {
    origins: {
      healthy: healthy.url,
      dead: await refusingUrl(),
      hanging: hanging.url,
      garbage: garbage.url,
    },
    stop: async () => {
      const servers = [healthy, hanging, garbage];
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
