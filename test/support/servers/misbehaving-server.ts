import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Certificate } from "../../../src/cli/drill/world/bad-certificates";
import { MISBEHAVIOURS, type Misbehaviour } from "./misbehaviours";

export { refusingUrl } from "../../../src/emulator";

/** A server that fails as its name says. */
export interface MisbehavingServer {
  readonly url: string;
  /** How many connections came. */
  connections(): number;
  stop(): Promise<void>;
}

/**
 * Starts a server that fails in one way, once it has been sent something.
 *
 * @param certificate - Has it speak TLS until then.
 */
export async function startMisbehavingServer(
  misbehaviour: Misbehaviour,
  certificate?: Certificate,
): Promise<MisbehavingServer> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const onSocket = (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", (asked: Buffer) => {
      MISBEHAVIOURS[misbehaviour].act(socket, asked.toString());
    });
  };
  const server = certificate
    ? createTlsServer(certificate, onSocket)
    : createServer(onSocket);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `${certificate ? "https" : "http"}://localhost:${port ?? 0}`,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}
