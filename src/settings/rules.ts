import { BACKUP_FORMAT, parseBackup, type Backup } from "../url/backup";
/** How a text becomes a value (null if it cannot), and what to expect of it, in words. */
export type Rule<T> = readonly [
  parse: (text: string) => T | null,
  expected: string,
];

const matching = (pattern: RegExp, expected: string): Rule<string> => [
  (text) => (pattern.test(text) ? text : null),
  expected,
];

/** Any text. */
export const TEXT: Rule<string> = [(text) => text, "text"];

/** Exactly one of the given words. */
export const oneOf = <T extends string>(...values: T[]): Rule<T> => [
  (text) => values.find((value) => value === text) ?? null,
  values.join(" or "),
];

/** A switch. */
export const TRUE_OR_FALSE: Rule<boolean> = [
  (text) => (text === "true" ? true : text === "false" ? false : null),
  "true or false",
];

/** Decimal digits alone, within both bounds. */
export const wholeNumber = (min: number, max: number): Rule<number> => [
  (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? value : null;
  },
  `a whole number from ${min} to ${max}`,
];

/** A base URL that `accepts` lets pass, without its trailing slashes. */
const baseUrl = (
  accepts: (url: URL) => boolean,
  expected: string,
): Rule<string> => [
  (text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !accepts(url) || /[?#]/.test(text)) return null;
    return url.href.replace(/(?<!\/)\/+$/, "");
  },
  expected,
];

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" ||
  hostname === "[::1]" ||
  /^127(\.\d+){3}$/.test(hostname);

/** An entry of `BACKUP_ORIGINS`. */
export const BACKUP: Rule<Backup> = [parseBackup, BACKUP_FORMAT];
/** The emulator: credentials must not travel in clear text beyond this machine. */
export const LOOPBACK_URL = baseUrl(
  (url) => url.protocol === "http:" && isLoopback(url),
  "an http URL on a loopback host, as http://localhost:4010",
);
const isConfidential = (url: URL): boolean =>
  url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
/** A provider's API host, without trailing slashes. */
export const API_URL = baseUrl(
  isConfidential,
  "an https URL without query or fragment",
);
/** A webhook that is called exactly as written. */
export const ALERT_URL: Rule<string> = [
  (text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url !== null && isConfidential(url) ? url.href : null;
  },
  "an https URL",
];
/** https://www.twilio.com/docs/glossary/what-e164 */
export const PHONE_NUMBER = matching(
  /^\+[1-9]\d{1,14}$/,
  "an E.164 number, as +15551234567",
);
/**
 * A number, a short code, a Messaging Service, or a name of up to 11 characters with a letter in
 * it. @see https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id
 */
export const SMS_SENDER = matching(
  /^(\+[1-9]\d{1,14}|\d{3,8}|MG[0-9a-fA-F]{32}|(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 &_+-]{0,10})$/,
  "an E.164 number, a short code, an alphanumeric sender (11 characters at most) or a Messaging Service SID (MG…)",
);
/** One address, without a display name. */
export const EMAIL = matching(/^[^\s@,<>]+@[^\s@,<>]+$/, "an e-mail address");
/** A provider's API key. */
export const KEY = matching(
  /^[!-~]+$/,
  "a key of printable ASCII without spaces",
);
/** The dashboard's bearer token. */
export const TOKEN = matching(
  /^[!-~]{16,}$/,
  "at least 16 characters of printable ASCII without spaces",
);
/** A Sync Service as the REST API names it. */
export const SYNC_SERVICE = matching(
  /^(default|IS[0-9a-fA-F]{32})$/,
  "default or a Sync Service SID (IS…)",
);
/** A region or an edge: it becomes part of a host name. */
export const HOST_LABEL = matching(
  /^[a-z0-9](-?[a-z0-9])*$/,
  "lower-case letters, digits and hyphens, as ie1 or dublin",
);
/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export const WEBHOOK_SECRET: Rule<Buffer> = [
  (text) => {
    const base64 = text.replace(/^whsec_/, "").replace(/={1,2}$/, "");
    const isBase64 = /^[A-Za-z0-9+/]{2,}$/.test(base64);
    return isBase64 && base64.length % 4 !== 1
      ? Buffer.from(base64, "base64")
      : null;
  },
  "base64, with or without the prefix whsec_",
];
