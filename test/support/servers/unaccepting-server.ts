import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";

/** Listens, tells its port and never runs again, so that it accepts nobody. */
const LISTENER = `
  const { parentPort } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

/** On loopback, who is not connected by then never will be. */
const CONNECT_MS = 200;
/** A backlog of 1 holds two on Linux; other systems round it up. */
const MAX_BACKLOG = 20;

/**
 * Starts a server to which a connection never completes: the queue of those who wait to be
 * accepted is full of ours, so that the system leaves the next one's first packet unanswered.
 */
export async function startUnacceptingServer(): Promise<{
  url: string;
  stop: () => Promise<void>;
}> {
  const listener = new Worker(LISTENER, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    listener.once("message", resolve);
    listener.once("error", reject);
  });
  const queue: Socket[] = [];
  const stop = async () => {
    for (const socket of queue) socket.destroy();
    await listener.terminate();
  };
  while (queue.length < MAX_BACKLOG) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    queue.push(socket);
    const connected = new Promise((resolve) => socket.once("connect", resolve));
    await Promise.race([connected, sleep(CONNECT_MS)]);
    if (socket.connecting) return { url: `http://127.0.0.1:${port}`, stop };
  }
  await stop();
  throw new Error("This system completes connections that nobody accepts.");
}
