import { createServer } from "node:http";
import { listenOnLoopback } from "../../../emulator/loopback-server";
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
  const hanging = await listenOnLoopback(createServer(() => undefined));
  const garbage = await listenOnLoopback(
    createServer((_, response) =>
      response
        .writeHead(200, { "Content-Type": "text/html" })
        .end("<!doctype html><p>Coming soon"),
    ),
  );
  const dead = await listenOnLoopback(createServer());
  await dead.stop();

  const originOf = ({ port }: { port: number }) => `http://localhost:${port}`;
  return {
    origins: {
      healthy: originOf(healthy),
      dead: originOf(dead),
      hanging: originOf(hanging),
      garbage: originOf(garbage),
    },
    stop: async () => {
      const servers = [healthy, hanging, garbage];
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
