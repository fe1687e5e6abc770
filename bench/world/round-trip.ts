import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A new connection costs two more, as TLS does. */
const ROUND_TRIPS_TO_CONNECT = 2;

/** A timer may be late by so much, which would count as the service's: the rest is busily awaited. */
const TIMER_SLACK_MS = 2;

/**
 * Has a server that does not listen yet answer one round trip after it was asked, and three after
 * it what is the first on its connection. Its own work is a part of that time.
 */
export function withRoundTrip(server: Server, roundTripMs: number): void {
  if (roundTripMs === 0) return;
  const known = new WeakSet<Socket>();
  server.prependListener("request", ({ socket }, response) => {
    const roundTrips = known.has(socket) ? 1 : 1 + ROUND_TRIPS_TO_CONNECT;
    known.add(socket);
    holdUntil(performance.now() + roundTrips * roundTripMs, response);
  });
}

/** Nothing of an answer leaves before it ends, and it ends no sooner than then. */
function holdUntil(at: number, response: ServerResponse): void {
  const end = response.end.bind(response) as (...args: unknown[]) => unknown;
  response.end = ((...args: unknown[]) => {
    const wait = (): void => {
      if (performance.now() < at) setImmediate(wait);
      else end(...args);
    };
    setTimeout(wait, at - performance.now() - TIMER_SLACK_MS);
    return response;
  }) as typeof response.end;
}
