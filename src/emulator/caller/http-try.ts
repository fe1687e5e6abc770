import http from "node:http";
import https from "node:https";
import type { ConnectionOverrides } from "../../twilio/connection-overrides";
import { twilioCodeOf } from "./network-error";

/** One HTTP request as it goes out. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer as it came. */
export interface HttpAnswer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer, or Twilio's error code for there being none. */
export type HttpTry = HttpAnswer | WebhookFailure;

/** Why a webhook could not be had. */
export interface WebhookFailure {
  readonly kind: "failure";
  /** Twilio's error code. */
  readonly code: number;
  /** What went wrong, for a person. */
  readonly detail: string;
  /** Whether it went wrong before there was a connection (the retry policy `ct`). */
  readonly isConnect: boolean;
}

/** The time that is left for a webhook in all, and the error code where it runs out. */
export interface TotalTime {
  readonly ms: number;
  readonly code: number;
}

/** Enough to see that a body is larger than TwiML may be (64 kB). */
const MAX_BODY_BYTES = 256 * 1024;

/**
 * Tries a request once, on a connection of its own: to connect within `ct`, to the first byte of
 * the answer within `rt`, and to its end within the total time.
 */
export function tryOnce(
  { url, method, headers, body }: OutgoingRequest,
  { ct, rt }: ConnectionOverrides,
  total: TotalTime,
  ca: string | undefined,
): Promise<HttpTry> {
  return new Promise((resolve) => {
    const isTls = url.protocol === "https:";
    const outgoing = (isTls ? https : http).request(url, {
      agent: false,
      method,
      headers,
      ...(ca !== undefined && { ca }),
    });
    let isConnected = false;
    const settle = (outcome: HttpTry): void => {
      clearTimeout(all);
      clearTimeout(phase);
      resolve(outcome);
      outgoing.destroy();
    };
    const fail = (code: number, detail: string): void => {
      settle({ kind: "failure", code, detail, isConnect: !isConnected });
    };
    const failWith = (error: NodeJS.ErrnoException): void => {
      fail(twilioCodeOf(error), error.code ?? error.message);
    };

    const all = setTimeout(() => {
      fail(total.code, "the total time ran out");
    }, total.ms);
    let phase = setTimeout(() => {
      fail(11201, `no connection within ${ct} ms`);
    }, ct);
    outgoing.on("socket", (socket) =>
      socket.once(isTls ? "secureConnect" : "connect", () => {
        isConnected = true;
        clearTimeout(phase);
        phase = setTimeout(() => {
          fail(11205, `no answer within ${rt} ms`);
        }, rt);
      }),
    );
    outgoing.on("error", failWith);
    outgoing.on("response", (incoming) => {
      clearTimeout(phase);
      readUpTo(MAX_BODY_BYTES, incoming).then((bytes) => {
        settle({
          kind: "answer",
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: bytes,
        });
      }, failWith);
    });
    outgoing.end(body);
  });
}

async function readUpTo(
  limit: number,
  incoming: http.IncomingMessage,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks);
}
