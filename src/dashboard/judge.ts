import { count, countPeople, joinWords } from "../text/count";
import type { Feed, Incident } from "./client/feed";
import { isUnhelpedNow, lengthOf, type Tone } from "./incident-state";
import { hoursInWords, shortTime, span } from "./times";

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
          : `${count(open.length, "incident was", "incidents were")} open`
      }.`,
    };
  }
  if (open.length === 0) return nothingOpen(feed, now);
  const unhelped = open.filter(isUnhelpedNow);
  return {
    tone: unhelped.length > 0 ? "failing" : "covered",
    sentence: whatFails(open),
    detail: [whatPeopleGet(open, unhelped), ...howMany(open, now)].join(" "),
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
  const quiet = feed.incidents.filter(({ state }) => state === "quiet");
  const last = latest(feed.incidents);
  return {
    tone: quiet.length > 0 ? "quiet" : "calm",
    sentence: "Nothing is failing.",
    detail: [
      last === null
        ? `No failure in the last ${hoursInWords(feed.hours)}.`
        : `The last failure was at ${shortTime(last, now)}.`,
      ...(quiet.length > 0
        ? [
            `${namesOf(quiet)} ${quiet.length === 1 ? "is" : "are"} quiet, and not yet known to work.`,
          ]
        : []),
    ].join(" "),
  };
}

function latest(incidents: readonly Incident[]): number | null {
  const times = incidents
    .map(({ lastAt }) => Date.parse(lastAt))
    .filter((time) => !Number.isNaN(time));
  return times.length === 0 ? null : Math.max(...times);
}

/** The servers by name, where they are few. */
function namesOf(incidents: readonly Incident[]): string {
  const names = [...new Set(incidents.map(({ origin }) => nameOrigin(origin)))];
  return names.length > 2 ? count(names.length, "server") : joinWords(names);
}

/** The server that fails, as a sentence begins with it. */
export function nameOrigin(origin: string | null): string {
  return origin ?? "An unknown server";
}

function whatFails(open: readonly Incident[]): string {
  const servers = new Set(open.map(({ origin }) => origin)).size;
  if (servers > 1)
    return `${count(servers, "server is", "servers are")} failing.`;
  const ways = open.length > 1 ? ` in ${open.length} ways` : "";
  return `${nameOrigin(open[0]?.origin ?? null)} is failing${ways}.`;
}

function whatPeopleGet(
  open: readonly Incident[],
  unhelped: readonly Incident[],
): string {
  if (unhelped.length > 0) {
    return unhelped.length === open.length
      ? "People get the error message."
      : `People get the error message in ${unhelped.length} of ${count(open.length, "incident")}.`;
  }
  return open.some(({ recovered }) => recovered > 0)
    ? "A backup serves the people."
    : "Nobody gets the error message.";
}

/** Of one incident alone: a person may be in several. */
function howMany(open: readonly Incident[], now: number): string[] {
  const [only, ...others] = open;
  if (only === undefined || others.length > 0) return [];
  const time = span(lengthOf(only, now));
  return [
    only.people === null
      ? `For ${time}.`
      : `${countPeople(only.people)}, for ${time}.`,
  ];
}
