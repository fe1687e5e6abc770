import { createHash } from "node:crypto";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { UserError } from "../../user-error";

/** How Twilio requests a fallback. */
export type Method = "GET" | "POST";

/** A fallback to choose. */
export interface Target {
  readonly url: string;
  readonly method: Method;
  /** The channel whose TwiML it speaks; null where it speaks both. */
  readonly channel: TwimlChannel | null;
}

/** What can be used as a fallback for one channel alone, being a static document. */
const STATIC_DOCUMENTS: readonly [path: RegExp, channel: TwimlChannel][] = [
  [/\/voice-error\.xml$/, "voice"],
  [/\/messaging-error\.xml$/, "messaging"],
];

/**
 * Reads `--to`: domains of Twilio services, which stand for their `/fallback`, or full https URLs,
 * separated by commas. Static documents are asked with GET, whatever the method.
 *
 * @throws UserError that says what was expected.
 */
export function readTargets(text: string, method: Method): Target[] {
  const entries = text.split(",").map((entry) => entry.trim());
  const targets = entries.filter(Boolean).map((entry): Target => {
    const url = entry.includes("://")
      ? entry
      : `https://${readTwilioDomain(entry, "--to")}/fallback`;
    const { pathname } = readHttpsUrl(url, "--to");
    if (pathname === "/" && isTwilioDomain(new URL(url).hostname)) {
      throw new UserError(
        `--to ${entry}: expected a path, as in https://${new URL(url).hostname}/fallback, or the domain alone`,
      );
    }
    const channel = STATIC_DOCUMENTS.find(([path]) => path.test(pathname))?.[1];
    return channel
      ? { url, method: "GET", channel }
      : { url, method, channel: null };
  });
  if (targets.length > 0) return targets;
  throw new UserError(
    "--to: expected the domain of your service, as twilio-fallback-1234-dev.twil.io, or an https URL",
  );
}

/**
 * Reads an https URL: over http, the signature and what callers sent would travel in clear text.
 *
 * @throws UserError that names the option and says what was expected.
 */
export function readHttpsUrl(text: string, option: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === "http:") {
    throw new UserError(
      `${option} ${text}: expected https; over http, the request's signature and the caller's data travel in clear text`,
    );
  }
  if (
    url?.protocol === "https:" &&
    /^https:\/\/[^/]/i.test(text) &&
    !/\s/.test(text)
  )
    return url;
  throw new UserError(
    `${option} ${text}: expected an https URL, as https://www.example.com/fallback`,
  );
}

/**
 * Chooses one of several targets for a resource: the one with the highest hash over both, so that
 * resources spread evenly, each always has the same one, and one target more moves only the
 * resources that it takes over.
 */
export function chooseTarget(
  targets: readonly Target[],
  key: string,
): Target | null {
  const ranked = targets
    .map((target) => ({ target, rank: hash(`${key}\n${target.url}`) }))
    .sort((a, b) => (a.rank < b.rank ? 1 : -1));
  return ranked[0]?.target ?? null;
}

/**
 * Reads the bare domain of a Twilio service.
 *
 * @throws UserError that names the option and says what was expected.
 */
export function readTwilioDomain(entry: string, option: string): string {
  if (isTwilioDomain(entry)) return entry;
  throw new UserError(
    `${option} ${entry}: expected the domain of a Twilio service, which ends in .twil.io; write anything else as a full https URL`,
  );
}

function isTwilioDomain(text: string): boolean {
  return /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+twil\.io$/i.test(text);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
