import { lookup, type LookupAddress } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress } from "../http/private-address";
import type { Budget } from "../resilience/budget";

/** A server that takes longer to answer is not well. */
const PROBE_TIMEOUT_MS = 5000;

/** Any answer below counts: the server is there, whatever it thinks of the request. */
const FIRST_SERVER_ERROR = 500;

const METHOD_NOT_ALLOWED = 405;

/** Whether a server answers; `private` is one that must not be asked. */
export type Health = "alive" | "dead" | "private";

/**
 * Asks a server whether it answers again: one `HEAD`, or a `GET` where that is not allowed. Never
 * rejects.
 *
 * @param mayBePrivate - Whether an address of this machine or of a private network may be asked.
 */
export async function probe(
  url: URL,
  mayBePrivate: boolean,
  budget: Budget,
): Promise<Health> {
  const share = budget.share(PROBE_TIMEOUT_MS);
  const ask = (method: "HEAD" | "GET") =>
    askStatus(url, method, mayBePrivate, share.remainingMs());
  const answer = await ask("HEAD");
  const status = answer === METHOD_NOT_ALLOWED ? await ask("GET") : answer;
  if (status === "private") return "private";
  return status !== null && status < FIRST_SERVER_ERROR ? "alive" : "dead";
}

/** The status of an answer; null where none comes. */
function askStatus(
  url: URL,
  method: "HEAD" | "GET",
  mayBePrivate: boolean,
  timeoutMs: number,
): Promise<number | "private" | null> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!mayBePrivate && isIP(host) !== 0 && isPrivateAddress(host))
    return Promise.resolve("private");
  return new Promise((resolve) => {
    let isPrivate = false;
    const { request } = url.protocol === "https:" ? https : http;
    const outgoing = request(url, {
      method,
      // A kept connection may be to an address that was never judged here.
      agent: false,
      auth: null,
      ...(!mayBePrivate && {
        lookup: lookUpPublic(() => {
          isPrivate = true;
        }),
      }),
    });
    const timer = setTimeout(() => outgoing.destroy(), timeoutMs);
    const settle = (status: number | "private" | null): void => {
      clearTimeout(timer);
      resolve(status);
      outgoing.destroy();
    };
    outgoing.on("response", ({ statusCode }) => {
      settle(statusCode ?? null);
    });
    outgoing.on("error", () => {
      settle(isPrivate ? "private" : null);
    });
    outgoing.on("close", () => {
      settle(null);
    });
    outgoing.end();
  });
}

/** Looks a name up, and refuses it where any of its addresses is private. */
function lookUpPublic(refuse: () => void): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (!error && addresses.some(isPrivate)) {
        refuse();
        callback(new Error("a private address"), "");
        return;
      }
      const [first] = addresses;
      if (error || options.all === true) callback(error, addresses);
      else callback(null, first?.address ?? "", first?.family);
    });
  };
}

function isPrivate({ address }: LookupAddress): boolean {
  return isPrivateAddress(address);
}
