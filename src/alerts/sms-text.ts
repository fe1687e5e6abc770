import type { Alert } from "./alert";
import { ended, headline, what, where } from "./describe";

/** Two segments of GSM-7, which has 153 characters a segment where there are several. */
const MAX_SEPTETS = 2 * 153;

/**
 * What of ASCII takes two septets in GSM-7. A backtick has no place there at all, nor has most of
 * what is beyond ASCII.
 *
 * @see https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
 */
const EXTENDED = /[[\]{}\\^|~]/g;
const NOT_GSM = /[^ -_a-~]/gu;

/**
 * An alert in two segments at most: what callers got, where, what, how many, since when, and the
 * backups. Where that is too long, the backups are cut first, then the URL that failed.
 */
export function smsText(alert: Alert): string {
  const { data, isCountAtLeast } = alert;
  const lead = `${data.severity.toUpperCase()}: ${headline(alert)}.`;
  const error = [what(data), data.link].filter((part) => part !== null);
  const numbers = [
    ...(data.count === null
      ? []
      : [
          `${isCountAtLeast ? "At least " : ""}${data.count} in ${data.windowMinutes} min.`,
        ]),
    ...(data.since === null ? [] : [`Since ${data.since.slice(11, 19)} UTC.`]),
  ];
  const compose = (url: string, ...rest: string[]): string =>
    [lead, url, `${error.join(" ")}.`, ...numbers, ...rest].join(" ");

  const url = toGsm(where(data));
  const roomForUrl = MAX_SEPTETS - septets(compose(""));
  if (septets(url) > roomForUrl) return compose(cut(url, roomForUrl));
  const backups = toGsm(data.backups.map(ended).join(", "));
  const roomForBackups = MAX_SEPTETS - septets(compose(url, "Backups: "));
  const words = cut(backups, roomForBackups);
  return words === "" ? compose(url) : compose(url, `Backups: ${words}`);
}

function toGsm(text: string): string {
  return text.replace(NOT_GSM, "?");
}

function septets(text: string): number {
  return text.length + (text.match(EXTENDED)?.length ?? 0);
}

/** As much of a text as there is room for, in septets, and dots where something is missing. */
function cut(text: string, room: number): string {
  if (septets(text) <= room) return text;
  let length = 0;
  let taken = 0;
  for (const char of text) {
    taken += septets(char);
    if (taken > room - "...".length) break;
    length += char.length;
  }
  return length === 0 ? "" : `${text.slice(0, length)}...`;
}
