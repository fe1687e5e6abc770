import type { Incident } from "../journal/incidents";
import type { Feed } from "../incidents/feed";
import { shortTime, span } from "./times";
import { counted, formatNumber } from "./words";

/** How bad it is now: `failing` where callers get the error message. */
export type Tone = "calm" | "covered" | "failing" | "unknown";

/** Whether anything is failing now. */
export interface Verdict {
  readonly tone: Tone;
  readonly sentence: string;
  readonly detail: string;
}

/** The feed as last read, and by whose clock "now" is told. */
export interface Seen {
  readonly feed: Feed;
  /** Now by the service's clock, in Unix milliseconds. */
  readonly now: number;
  /** How long ago the feed was read, in milliseconds. */
  readonly ageMs: number;
}

/** Older data says nothing about now. */
const STALE_MS = 30_000;

/** Says whether anything is failing now, in one sentence. Pure. */
export function judge({ feed, now, ageMs }: Seen): Verdict {
  const open = feed.incidents.filter(({ state }) => state === "open");
  if (ageMs > STALE_MS) {
    return {
      tone: "unknown",
      sentence: "We cannot tell whether anything is failing.",
      detail: `When last heard, ${span(ageMs)} ago, ${
        open.length === 0
          ? "nothing was failing"
          : `${counted(open.length, "incident was", "incidents were")} open`
      }.`,
    };
  }
  if (open.length === 0) return nothingOpen(feed, now);
  const apologizing = open.filter(apologizesNow);
  return {
    tone: apologizing.length > 0 ? "failing" : "covered",
    sentence: whatFails(open),
    detail: fateOf(open, apologizing),
  };
}

function nothingOpen(feed: Feed, now: number): Verdict {
  if (feed.truncated) {
    return {
      tone: "unknown",
      sentence: "No open incident was found.",
      detail: "Not everything was read, so there may be one.",
    };
  }
  const last = feed.incidents
    .map(({ lastAt }) => Date.parse(lastAt))
    .reduce((one, other) => Math.max(one, other), -Infinity);
  return {
    tone: "calm",
    sentence: "Nothing is failing.",
    detail:
      last === -Infinity
        ? `No failure in the last ${hoursInWords(feed.hours)}.`
        : `The last failure was at ${shortTime(last, now)}.`,
  };
}

function whatFails(open: readonly Incident[]): string {
  const [origin, ...others] = new Set(open.map(({ origin }) => origin));
  if (others.length > 0)
    return `${formatNumber(others.length + 1)} origins are failing.`;
  const ways = open.length > 1 ? ` in ${formatNumber(open.length)} ways` : "";
  return `${origin ?? "An unknown origin"} is failing${ways}.`;
}

function fateOf(
  open: readonly Incident[],
  apologizing: readonly Incident[],
): string {
  if (apologizing.length > 0) {
    return open.length === 1
      ? "Callers get the error message."
      : `Callers get the error message in ${formatNumber(apologizing.length)} of ${counted(open.length, "incident")}.`;
  }
  return open.some(({ recovered }) => recovered > 0)
    ? "Callers are served by a backup."
    : "Twilio reports errors; no caller got the error message.";
}

/** Whether callers got the error message when it last failed. */
function apologizesNow({ timeline }: Incident): boolean {
  const last = timeline.findLast(
    (bucket) => bucket.recovered + bucket.apologized + bucket.reported > 0,
  );
  return last !== undefined && last.apologized > 0;
}

/** "hour", "24 hours", "7 days". */
export function hoursInWords(hours: number): string {
  if (hours === 1) return "hour";
  return hours > 24 && hours % 24 === 0
    ? counted(hours / 24, "day")
    : counted(hours, "hour");
}
