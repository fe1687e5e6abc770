import type { JournalRecord } from "../../../journal/record";
import type { AlertPeriod, FailedWebhook, ListedAlert } from "../history/alert";
import { classifyWebhook } from "./classify-webhook";
import { pairOf, paramOf, type MissedWebhook } from "./missed-webhook";

/** What is to be brought back: of one server, or of all. */
export interface Wanted {
  /** The server that failed; null for every one. */
  readonly origin: string | null;
  /** In Unix milliseconds, both included. */
  readonly since: number;
  readonly until: number;
}

/** What the failures of a time come to. */
export interface Selection {
  /** What Twilio kept whole, the oldest first. */
  readonly webhooks: readonly MissedWebhook[];
  /** Messages that only the journal knows: the record names the URL, not what was written. */
  readonly messages: readonly JournalRecord[];
}

/** The primary took the message, and answered with nothing that Twilio could use. */
const WAS_TAKEN = new Set([11770, 12300]);
/** A message that ended so reached nobody's application. */
const MISSED_OUTCOMES = new Set(["apologized", "silent", "reported"]);

/** An alert may be as much earlier or later than the record of the same failure. */
const ALERT_SLACK_MS = 60_000;

/** The period of the alerts that may belong to a time. */
export function alertPeriod({ since, until }: Wanted): AlertPeriod {
  return { since: since - ALERT_SLACK_MS, until: until + ALERT_SLACK_MS };
}

/** The alerts that may be about something to bring back: the others need not be read. Pure. */
export function selectAlerts(
  alerts: readonly ListedAlert[],
  { origin }: Wanted,
): ListedAlert[] {
  return alerts.filter(({ url }) =>
    origin === null ? !isTwilio(url) : url.origin === origin,
  );
}

/** Twilio's own API; what it serves as a primary is none of it. */
function isTwilio({ hostname }: URL): boolean {
  return (
    /(^|\.)twilio\.com$/.test(hostname) &&
    !/^(handler|webhooks)\./.test(hostname)
  );
}

/**
 * Puts together what the primary missed, each webhook once: messages that no backup took, and
 * callbacks, which have no fallback. Pure.
 *
 * @param failed - In the order of their time.
 * @param given - The alerts of callbacks that were brought back before: they are not read again.
 * @param records - Of the incident, or of the time; those of rehearsals are passed over.
 */
export function selectMissed(
  failed: readonly FailedWebhook[],
  records: readonly JournalRecord[],
  { since, until }: Wanted,
  given: ReadonlySet<string> = new Set(),
): Selection {
  const real = records.filter(({ rehearsal }) => !rehearsal);
  const recovered = sidsOf(
    real.filter(({ outcome }) => outcome === "recovered"),
  );
  const journaled = sidsOf(real);
  const taken = new Set(
    failed
      .filter(({ errorCode }) => WAS_TAKEN.has(errorCode))
      .flatMap(({ params }) => messageSid(params) ?? []),
  );
  const webhooks = new Map<string, MissedWebhook>();
  for (const webhook of failed) {
    const missed = readMissed(webhook, given.has(webhook.alertSid));
    if (missed === null || webhooks.has(missed.key)) continue;
    if (recovered.has(missed.key) || taken.has(missed.key)) continue;
    const isWithin = missed.at >= wholeSeconds(since) && missed.at <= until;
    if (!isWithin && !journaled.has(missed.key)) continue;
    webhooks.set(missed.key, missed);
  }
  const messages = new Map<string, JournalRecord>();
  for (const record of real) {
    const { sid, channel, errorUrl, errorCode, outcome } = record;
    if (sid === null || channel !== "messaging" || errorUrl === null) continue;
    if (!MISSED_OUTCOMES.has(outcome) || WAS_TAKEN.has(errorCode ?? 0))
      continue;
    if (webhooks.has(sid) || recovered.has(sid) || taken.has(sid)) continue;
    messages.set(sid, record);
  }
  return { webhooks: [...webhooks.values()], messages: [...messages.values()] };
}

/** Null where there is nothing to bring back, or nothing to send. */
function readMissed(
  webhook: FailedWebhook,
  isGiven: boolean,
): MissedWebhook | null {
  const { alertSid, at, method, url, params, resourceSid } = webhook;
  if (params.length === 0 && !isGiven) return null;
  const kind = isGiven ? "callback" : classifyWebhook(params);
  if (kind === "call" || kind === "fallback") return null;
  const message = kind === "message" ? messageSid(params) : null;
  const key = message ?? alertSid;
  return {
    key,
    sid: message ?? resourceSid ?? alertSid,
    kind,
    method,
    url,
    params,
    at,
    source: "alert",
    lost: [],
    pair: pairOf(params, key),
  };
}

function messageSid(params: FailedWebhook["params"]): string | null {
  return (
    paramOf(params, "MessageSid") ??
    paramOf(params, "SmsSid") ??
    paramOf(params, "SmsMessageSid")
  );
}

function sidsOf(records: readonly JournalRecord[]): Set<string> {
  return new Set(records.flatMap(({ sid }) => sid ?? []));
}

/** Twilio keeps the time of an alert in whole seconds, rounded down. */
function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
