import type { TimelineBucket } from "../../journal/timeline";
import { shortTime, span } from "../times";
import { counted } from "../words";

const MINUTE_MS = 60_000;

/** How long a bucket is, in milliseconds. */
export function bucketWidthMs(timeline: readonly TimelineBucket[]): number {
  const [first, second] = timeline.map(({ at }) => Date.parse(at));
  const width = (second ?? NaN) - (first ?? NaN);
  return width > 0 ? width : MINUTE_MS;
}

/** What a timeline shows, for who does not see it. Pure. */
export function describeTimeline(
  timeline: readonly TimelineBucket[],
  now: number,
): string {
  const [first] = timeline;
  const last = timeline.at(-1);
  if (first === undefined || last === undefined) return "Timeline: no failure.";
  const width = bucketWidthMs(timeline);
  const sum = (count: (bucket: TimelineBucket) => number) =>
    timeline.reduce((total, bucket) => total + count(bucket), 0);
  const peak = timeline.reduce((most, bucket) =>
    total(bucket) > total(most) ? bucket : most,
  );
  const parts = [
    [sum(({ recovered }) => recovered), "recovered"],
    [sum(({ apologized }) => apologized), "got the error message"],
    [sum(({ reported }) => reported), "reported by Twilio"],
  ] as const;
  return [
    `Timeline from ${shortTime(Date.parse(first.at), now)} to ${shortTime(Date.parse(last.at) + width, now)}, a bar for each ${span(width).replace(/^1 /, "")}:`,
    `${counted(sum(total), "failure")};`,
    `${parts
      .filter(([count]) => count > 0)
      .map(([count, words]) => `${count} ${words}`)
      .join(", ")};`,
    `most at ${shortTime(Date.parse(peak.at), now)}, ${total(peak)}.`,
  ].join(" ");
}

function total(bucket: TimelineBucket): number {
  return bucket.recovered + bucket.apologized + bucket.reported;
}
