import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of the application, to be watched: it answers with a status, which can be changed. */
export interface Primary {
  readonly url: string;
  /** What it answers from now on, by method; by default 200. */
  readonly answers: Record<string, number>;
  /** The requests that came, as `HEAD /voice`. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
}

/** Starts it on a loopback port. */
export async function startPrimaryToWatch(): Promise<Primary> {
  const answers: Record<string, number> = {};
  const asked: string[] = [];
  const server = createServer(({ method = "", url = "" }, response) => {
    asked.push(`${method} ${url}`);
    response.writeHead(answers[method] ?? 200).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "localhost", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    answers,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
