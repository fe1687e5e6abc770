import { basicAuth } from "../twilio/rest";
import type { AlertTargets } from "./notifiers/notifier";

/** Shorter parts of a URL are words, and no secrets. */
const MIN_PART_LENGTH = 6;

/**
 * Takes every secret of ours out of a text: a provider, or a proxy before it, may well repeat the
 * URL or the key that it was asked with. Longer ones first, as one may be part of another.
 */
export function redact(text: string, { alerts, twilio }: AlertTargets): string {
  const { credentials } = twilio;
  return [
    credentials?.authToken,
    credentials && basicAuth(credentials).slice("Basic ".length),
    alerts.email?.apiKey,
    alerts.pagerDuty?.routingKey,
    alerts.webhook?.secret?.toString("base64").replace(/={1,2}$/, ""),
    ...partsOf(alerts.slack?.url),
    ...partsOf(alerts.webhook?.url),
  ]
    .filter((secret) => typeof secret === "string")
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, "(secret)"), text);
}

/** What of a webhook's URL gives it away: its path, its query, and each part of them. */
function partsOf(url: string | undefined): string[] {
  if (url === undefined) return [];
  const { href, pathname, search, username, password } = new URL(url);
  const parts = [...pathname.split("/"), ...search.split(/[?&=]/)]
    .concat(username, password)
    .filter(({ length }) => length >= MIN_PART_LENGTH);
  return [href, pathname + search, ...parts, ...parts.map(decode)].filter(
    ({ length }) => length >= MIN_PART_LENGTH,
  );
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
