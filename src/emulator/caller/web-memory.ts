import type { Params } from "../../twilio/signature";
import type { HttpAnswer } from "./http-try";
import { paramOf } from "./webhook-client";

/** @see https://www.twilio.com/docs/messaging/guides/how-to-use-cookies */
const COOKIE_MS = 4 * 60 * 60_000;

/** What Twilio keeps from one request to the next: cookies, and documents got by GET. */
export interface WebMemory {
  /** The cookies of a conversation for a URL, as the header's value; null where there are none. */
  cookies(url: URL, params: Params): string | null;
  keepCookies(url: URL, params: Params, setCookie: readonly string[]): void;
  /** The last answer to a GET of a URL that may be asked for again by its `ETag` or date. */
  document(url: string): HttpAnswer | null;
  keepDocument(url: string, answer: HttpAnswer): void;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
  readonly isSecure: boolean;
  readonly until: number;
}

/**
 * Starts without any. Cookies belong to one call, or to the messages of one pair of numbers for
 * four hours after the last.
 */
export function webMemory(now: () => number = Date.now): WebMemory {
  const jars = new Map<string, Map<string, Cookie>>();
  const documents = new Map<string, HttpAnswer>();
  return {
    cookies: (url, params) => {
      const jar = jars.get(jarName(url, params)) ?? [];
      const sent = [...jar].filter(([, cookie]) => isFor(cookie, url, now()));
      if (sent.length === 0) return null;
      return sent.map(([name, { value }]) => `${name}=${value}`).join("; ");
    },
    keepCookies: (url, params, setCookie) => {
      const key = jarName(url, params);
      const jar = jars.get(key) ?? new Map<string, Cookie>();
      jars.set(key, jar);
      for (const line of setCookie) {
        const [name, cookie] = readCookie(line, now());
        if (name !== "") jar.set(name, cookie);
      }
    },
    document: (url) => documents.get(url) ?? null,
    keepDocument: (url, answer) => {
      const { etag, "last-modified": modified } = answer.headers;
      if (etag ?? modified) documents.set(url, answer);
    },
  };
}

function jarName(url: URL, params: Params): string {
  const call = paramOf(params, "CallSid");
  const owner = call || `${paramOf(params, "From")} ${paramOf(params, "To")}`;
  return `${url.hostname} ${owner}`;
}

function isFor(
  { path, isSecure, until }: Cookie,
  { pathname, protocol }: URL,
  now: number,
): boolean {
  const isBelow =
    pathname === path ||
    pathname.startsWith(path.endsWith("/") ? path : `${path}/`);
  return isBelow && until > now && (!isSecure || protocol === "https:");
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-5.2 */
function readCookie(line: string, now: number): [name: string, cookie: Cookie] {
  const [pair = "", ...attributes] = line.split(";");
  const [name = "", ...value] = pair.split("=");
  const known = new Map(
    attributes.map((attribute) => {
      const [key = "", text = ""] = attribute.split("=");
      return [key.trim().toLowerCase(), text.trim()];
    }),
  );
  const maxAge = known.get("max-age");
  const expires = Date.parse(known.get("expires") ?? "");
  const until =
    maxAge !== undefined
      ? now + Number(maxAge) * 1000
      : Number.isNaN(expires)
        ? Infinity
        : expires;
  return [
    name.trim(),
    {
      value: value.join("=").trim(),
      path: known.get("path") ?? "/",
      isSecure: known.has("secure"),
      until: Math.min(until, now + COOKIE_MS),
    },
  ];
}
