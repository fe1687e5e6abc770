import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that listens on a loopback port. */
export interface LoopbackServer {
  readonly port: number;
  /** Cuts every connection and goes on listening. */
  readonly dropConnections: () => void;
  /** Stops listening and cuts every connection. */
  readonly stop: () => Promise<void>;
}

/** Has a server listen on this machine alone; a port that is taken rejects with `EADDRINUSE`. */
export async function listenOnLoopback(
  server: Server,
  port = 0,
): Promise<LoopbackServer> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    dropConnections: () => {
      server.closeAllConnections();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
