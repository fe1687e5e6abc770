import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that listens on a loopback port. */
export interface LoopbackServer {
  readonly port: number;
  /** `http://localhost:<port>`, which is the origin of a server without TLS. */
  readonly url: string;
  /** Cuts every connection and goes on listening. */
  readonly dropConnections: () => void;
  /** Stops listening and cuts every connection. */
  readonly stop: () => Promise<void>;
}

/** Has a server listen on this machine alone, on a port that is free. */
export async function listenOnLoopback(
  server: Server,
): Promise<LoopbackServer> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "localhost", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://localhost:${port}`,
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

/** Starts a server that takes every request and never answers. */
export function startHangingServer(): Promise<LoopbackServer> {
  return listenOnLoopback(createServer(() => undefined));
}

/** The origin of a port where nobody listens: a connection to it is refused. */
export async function refusingUrl(): Promise<string> {
  const { url, stop } = await listenOnLoopback(createServer());
  await stop();
  return url;
}
