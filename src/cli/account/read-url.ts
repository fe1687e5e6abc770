import { UserError } from "../user-error";

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

/** Whether a text is the domain of a Twilio service. */
export function isTwilioDomain(text: string): boolean {
  return /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+twil\.io$/i.test(text);
}
