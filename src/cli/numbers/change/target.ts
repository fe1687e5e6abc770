import type { TwimlChannel } from "../../../twilio/check-twiml";
import {
  isTwilioDomain,
  readHttpsUrl,
  readTwilioDomain,
} from "../../account/read-url";
import { UserError } from "../../user-error";
import { documentChannel, isStaticDocument } from "../account/static-document";

/** How Twilio requests a fallback. */
export type Method = "GET" | "POST";

/** A fallback to choose. */
export interface Target {
  readonly url: string;
  readonly method: Method;
  /** Whether it is a document that is served as it is, to anyone. */
  readonly isStatic: boolean;
  /** The channel whose TwiML it speaks; null where it speaks both. */
  readonly channel: TwimlChannel | null;
  /** The digits that a number must begin with: `49` of `voice-error.49.xml`; "" for all. */
  readonly digits: string;
}

/** The words for numbers that begin with some digits. */
const VARIANT = /\/(?:voice|messaging)-error\.(\d+)\.xml$/;

/**
 * Reads `--to`: domains of Twilio services, which stand for their `/fallback`, or full https URLs,
 * separated by commas. Static documents are asked with GET, whatever the method.
 *
 * @throws UserError that says what was expected.
 */
export function readTargets(text: string, method: Method): Target[] {
  const entries = text.split(",").map((entry) => entry.trim());
  const targets = entries
    .filter(Boolean)
    .map((entry) => readTarget(entry, method));
  if (targets.length > 0) return targets;
  throw new UserError(
    "--to: expected the domain of your service, as twilio-fallback-1234-dev.twil.io, or an https URL",
  );
}

function readTarget(entry: string, method: Method): Target {
  const text = entry.includes("://")
    ? entry
    : `https://${readTwilioDomain(entry, "--to")}/fallback`;
  const url = readHttpsUrl(text, "--to");
  if (url.pathname === "/" && isTwilioDomain(url.hostname)) {
    throw new UserError(
      `--to ${entry}: expected a path, as in https://${url.hostname}/fallback, or the domain alone`,
    );
  }
  const isStatic = isStaticDocument(url);
  return {
    url: text,
    method: isStatic ? "GET" : method,
    isStatic,
    channel: documentChannel(url),
    digits: VARIANT.exec(url.pathname)?.[1] ?? "",
  };
}

/** Whether a URL is that of one of the targets, whatever its query. */
export function isTargetUrl(
  url: string | null,
  targets: readonly Target[],
): boolean {
  if (url === null || !URL.canParse(url)) return false;
  const { host, pathname } = new URL(url);
  return targets.some((target) => {
    const other = new URL(target.url);
    return other.host === host && other.pathname === pathname;
  });
}
