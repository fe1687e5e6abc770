import type { Incident } from "./client/feed";

/** How bad it is: `failing` where people get the error message, `covered` where a backup helps. */
export type Tone = "calm" | "quiet" | "covered" | "failing" | "unknown";

/** So many of the last buckets that hold an answer tell how people fare now. */
const RECENT_BUCKETS = 5;

/** Whether people get the error message: the latest did, or most of late. */
export function isUnhelpedNow({
  timeline,
}: Pick<Incident, "timeline">): boolean {
  const recent = timeline
    .filter(({ recovered, apologized }) => recovered + apologized > 0)
    .slice(-RECENT_BUCKETS);
  const balance = recent.reduce(
    (sum, { recovered, apologized }) => sum + apologized - recovered,
    0,
  );
  return (recent.at(-1)?.apologized ?? 0) > 0 || balance > 0;
}

/** How bad an incident is now. */
export function toneOf(incident: Incident): Tone {
  switch (incident.state) {
    case "open":
      return isUnhelpedNow(incident) ? "failing" : "covered";
    case "quiet":
      return "quiet";
    case "resolved":
      return "calm";
  }
}

/** How long it has been failing, or failed, in milliseconds. */
export function lengthOf(
  { state, firstAt, lastAt }: Incident,
  now: number,
): number {
  const end = state === "open" ? now : Date.parse(lastAt);
  return Math.max(0, end - Date.parse(firstAt));
}

const RANKS: Readonly<Record<Tone, number>> = {
  failing: 0,
  covered: 1,
  unknown: 2,
  quiet: 3,
  calm: 4,
};

/**
 * The worst first: what fails now and helps nobody, what fails and is covered, what is quiet, what
 * is over. Of these that fail, the one that let down most comes first; of the others the latest.
 */
export function worstFirst(incidents: readonly Incident[]): Incident[] {
  return incidents.toSorted(
    (one, other) =>
      RANKS[toneOf(one)] - RANKS[toneOf(other)] ||
      (one.state === "open"
        ? other.apologized - one.apologized || other.count - one.count
        : compare(other.lastAt, one.lastAt)) ||
      compare(one.id, other.id),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
