import type { RequestListener, Server } from "node:http";
import type { Socket } from "node:net";

/** A new connection costs two more, as TLS does. */
const ROUND_TRIPS_TO_CONNECT = 2;

/** A timer may be late by so much, which would count as the service's: the rest is busily awaited. */
const TIMER_SLACK_MS = 2;

/**
 * Has a server that does not listen yet answer after one round trip, and after three what is the
 * first on its connection.
 */
export function withRoundTrip(server: Server, roundTripMs: number): Server {
  const answer = server.listeners("request") as RequestListener[];
  const known = new WeakSet<Socket>();
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const { socket } = request;
    const roundTrips = known.has(socket) ? 1 : 1 + ROUND_TRIPS_TO_CONNECT;
    known.add(socket);
    const at = performance.now() + roundTrips * roundTripMs;
    const handle = (): void => {
      for (const listener of answer) listener(request, response);
    };
    const wait = (): void => {
      if (performance.now() < at) setImmediate(wait);
      else handle();
    };
    if (roundTripMs === 0) handle();
    else setTimeout(wait, at - performance.now() - TIMER_SLACK_MS);
  });
  return server;
}
