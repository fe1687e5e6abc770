import { readHttpsUrl, readTwilioDomain } from "../../account/read-url";
import { UserError } from "../../user-error";

/** A service on this machine, where nothing travels in clear text. */
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\/?$/i;

/**
 * Reads `--target`: the domain of a Twilio service, or the https URL of one. Returns its origin.
 *
 * @throws UserError that says what was expected.
 */
export function readTarget(text: string): string {
  if (LOOPBACK.test(text)) return new URL(text).origin;
  const url = readHttpsUrl(
    text.includes("://")
      ? text
      : `https://${readTwilioDomain(text, "--target")}`,
    "--target",
  );
  if (url.pathname === "/" && url.search === "") return url.origin;
  throw new UserError(
    `--target ${text}: expected the service alone, without a path, as ${url.origin}`,
  );
}
