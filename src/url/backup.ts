import { baseAt, type Base, type Server } from "./base";
import { parseWebUrl } from "./parse-url";

/** A place that may answer for one that failed. */
export interface Backup {
  /** The one server whose failures it answers; null where it answers those of every server. */
  readonly serves: Server | null;
  readonly base: Base;
  /** The one document that it is, as a TwiML Bin; null for an application with many paths. */
  readonly document: URL | null;
}

/** Where every URL is a whole document: a TwiML Bin, a Studio Flow. */
const DOCUMENT_HOSTS = new Set(["handler.twilio.com", "webhooks.twilio.com"]);

/** What `parseBackup` takes, to be read behind the word "expected". */
export const BACKUP_FORMAT =
  "an http or https URL without query or fragment, or such a URL behind the origin that it serves, as https://www.example.com=>https://dr.example.com/app (commas separate entries)";

/** Reads one entry of `BACKUP_ORIGINS`; null for what is none. Userinfo of the base is kept. */
export function parseBackup(text: string): Backup | null {
  if (/[;?#]/.test(text)) return null;
  const [served, to = served, ...more] = text
    .split("=>")
    .map((part) => parseWebUrl(part.trim()));
  if (!served || !to || more.length > 0) return null;
  const hasOwnOrigin = text.includes("=>");
  if (hasOwnOrigin && !isBareOrigin(served)) return null;
  const isDocument = isDocumentHost(to);
  return {
    serves: hasOwnOrigin ? baseAt(served, "") : null,
    base: baseAt(to, isDocument ? "" : withoutLastSlashes(to.pathname)),
    document: isDocument ? withoutUserinfo(to) : null,
  };
}

/** Whether each path of a URL's host is a document of its own. */
export function isDocumentHost({ hostname }: URL): boolean {
  return DOCUMENT_HOSTS.has(hostname);
}

function isBareOrigin({ pathname, username, password }: URL): boolean {
  return pathname === "/" && username === "" && password === "";
}

function withoutLastSlashes(path: string): string {
  return path.replace(/(?<!\/)\/+$/, "");
}

function withoutUserinfo(url: URL): URL {
  const bare = new URL(url);
  bare.username = bare.password = "";
  bare.pathname = withoutLastSlashes(url.pathname);
  return bare;
}
