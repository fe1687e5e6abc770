import http from "node:http";
import type { Socket } from "node:net";

/**
 * A connection that was idle for longer is not used again. A container is frozen between
 * invocations, and a peer or a gateway forgets a silent connection meanwhile: writing to one may
 * be met with silence, which costs the whole time-out, and not with a reset.
 */
const MAX_IDLE_MS = 30_000;

/** Looking at every connection costs a warm alert, which has many, a millisecond. */
const LOOK_EVERY_MS = 1000;

let lookedAt = 0;

/** How requests of one protocol are sent: over kept-alive connections. */
export interface Transport {
  readonly request: typeof http.request;
  readonly agent: http.Agent;
}

/** By protocol; they last as long as the container. */
const transports = new Map<string, Transport>();

const lastUse = new WeakMap<Socket, { origin: string; at: number }>();

/** The transport of `http:` or `https:`. TLS is loaded when it is first needed. */
export function transportFor(protocol: string): Transport {
  const known = transports.get(protocol);
  if (known) return known;
  const { request, Agent } =
    protocol === "https:" ? process.getBuiltinModule("node:https") : http;
  const transport = { request, agent: new Agent({ keepAlive: true }) };
  transports.set(protocol, transport);
  return transport;
}

/** Notes that a connection has just carried an answer. */
export function noteUse(socket: Socket, origin: string): void {
  lastUse.set(socket, { origin, at: Date.now() });
}

/** Closes the connections that were idle for too long; looks for them once a second. */
export function dropStale(): void {
  const now = Date.now();
  if (Math.abs(now - lookedAt) < LOOK_EVERY_MS) return;
  lookedAt = now;
  closeIdle(({ at }) => now - at > MAX_IDLE_MS);
}

/** Closes the idle connections to an origin, so that the next request to it takes a fresh one. */
export function dropIdle(origin: string): void {
  closeIdle((use) => use.origin === origin);
}

function closeIdle(
  isUnwanted: (use: { origin: string; at: number }) => boolean,
): void {
  for (const { agent } of transports.values()) {
    for (const socket of Object.values(agent.freeSockets).flat()) {
      const use = socket && lastUse.get(socket);
      if (use && isUnwanted(use)) socket.destroy();
    }
  }
}
