import type { IncomingHttpHeaders } from "node:http";
import { monotonicMs } from "../resilience/clock";
import { dropIdle, dropStale, noteUse, transportFor } from "./connections";
import { addressIn, forbiddenAddress, guardedLookup } from "./guarded-lookup";
import { lookUp } from "./look-up";
import { primeHostCheck } from "./prime-host-check";
import { readBody } from "./read-body";

/** One request. It goes out at once, over a kept-alive connection where there is one. */
export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST";
  /** http or https. Userinfo in it is not sent. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most that all of it may take, from the look-up of the host to the last byte. */
  readonly timeoutMs: number;
  /** The most bytes that the answer's body may have. */
  readonly maxBytes: number;
  /** Gives the request up at once, as its time-out does. */
  readonly signal?: AbortSignal | undefined;
  /** Judges the address to connect to: where it says no, nothing is sent (`FORBIDDEN_ADDRESS`). */
  readonly mayConnect?: ((address: string) => boolean) | undefined;
}

/**
 * What came of a request. Trouble is an answer here and never an exception. `status` is that of
 * the last status line that came; `cause` is Node's error code, as `ECONNREFUSED`.
 */
export type HttpOutcome =
  | {
      readonly kind: "response";
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
      /** The address that answered. */
      readonly address: string;
    }
  | { readonly kind: "timeout"; readonly status: number | null }
  | { readonly kind: "too-large"; readonly status: number }
  | {
      readonly kind: "unreachable";
      readonly status: number | null;
      readonly cause: string;
    };

/** A kept connection that broke before the first byte of an answer: the peer had closed it. */
interface StaleConnection {
  readonly kind: "stale";
  readonly cause: string;
}

/**
 * Sends one request and reads its whole answer; follows no redirect, decodes no body. Only a
 * stale connection is replaced, once, by a fresh one within the same time-out: nothing else is
 * ever sent twice. Where no time is left, nothing is sent.
 */
export async function sendHttp(request: HttpRequest): Promise<HttpOutcome> {
  if (request.timeoutMs <= 0 || request.signal?.aborted)
    return { kind: "timeout", status: null };
  const deadline = monotonicMs() + request.timeoutMs;
  try {
    dropStale();
    primeHostCheck(request.url.hostname);
    const first = await exchange(request, request.timeoutMs);
    if (first.kind !== "stale") return first;
    dropIdle(request.url.origin);
    const second = await exchange(request, deadline - monotonicMs());
    return second.kind === "stale"
      ? { kind: "unreachable", status: null, cause: second.cause }
      : second;
  } catch (error) {
    return { kind: "unreachable", status: null, cause: causeOf(error) };
  }
}

function exchange(
  { method, url, headers, body, maxBytes, signal, mayConnect }: HttpRequest,
  timeoutMs: number,
): Promise<HttpOutcome | StaleConnection> {
  return new Promise((resolve) => {
    const { request, agent } = transportFor(url.protocol);
    const outgoing = request(url, {
      agent,
      method,
      auth: null,
      lookup: mayConnect ? guardedLookup(mayConnect) : lookUp,
      headers:
        body === undefined
          ? headers
          : { ...headers, "Content-Length": Buffer.byteLength(body) },
    });

    let status: number | null = null;
    let bytesBefore = 0;
    const settle = (outcome: HttpOutcome | StaleConnection): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      resolve(outcome);
    };
    const giveUp = (): void => {
      settle({ kind: "timeout", status });
      outgoing.destroy();
    };
    // An `AbortSignal` for this would cost a tenth of the whole cold start.
    const timer = setTimeout(giveUp, timeoutMs);
    signal?.addEventListener("abort", giveUp);
    const fail = (error?: unknown): void => {
      const cause = causeOf(error);
      const isStale =
        outgoing.reusedSocket && outgoing.socket?.bytesRead === bytesBefore;
      settle(
        isStale
          ? { kind: "stale", cause }
          : { kind: "unreachable", status, cause },
      );
    };

    outgoing.on("socket", (socket) => {
      bytesBefore = socket.bytesRead;
      // A host that is an address is not looked up, nor is that of a kept connection.
      const address = socket.remoteAddress ?? addressIn(url);
      if (mayConnect && address !== null && !mayConnect(address))
        outgoing.destroy(forbiddenAddress());
    });
    outgoing.on("error", fail);
    outgoing.on("close", fail);
    outgoing.on("response", (incoming) => {
      outgoing.off("close", fail);
      outgoing.off("error", fail);
      outgoing.on("error", (error) => {
        // Bytes behind a complete answer are nobody's: they break the connection, and not the answer.
        if (!incoming.complete) fail(error);
      });
      const answered = (status = incoming.statusCode ?? 0);
      const { headers, socket } = incoming;
      const address = socket.remoteAddress ?? "";
      readBody(incoming, maxBytes).then((answer) => {
        noteUse(socket, url.origin);
        settle(
          answer === null
            ? { kind: "too-large", status: answered }
            : {
                kind: "response",
                status: answered,
                headers,
                body: answer,
                address,
              },
        );
      }, fail);
    });
    outgoing.end(body);
  });
}

function causeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code ?? "closed without an answer";
}
