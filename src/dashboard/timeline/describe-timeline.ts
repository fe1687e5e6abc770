import { countFailures } from "../../text/count";
import { countOutcomes } from "../../text/words";
import type { Bucket } from "../client/feed";
import { shortTime, span } from "../times";
import { bucketWidthMs, countTotal, type Bar } from "./buckets";

/** What a timeline shows, for who does not see it. Pure. */
export function describeTimeline(
  timeline: readonly Bucket[],
  now: number,
): string {
  const [first] = timeline;
  const last = timeline.at(-1);
  if (first === undefined || last === undefined) return "Timeline: no failure.";
  const width = bucketWidthMs(timeline);
  const sum = (outcome: Exclude<keyof Bucket, "at">) =>
    timeline.reduce((total, bucket) => total + bucket[outcome], 0);
  const sums = {
    recovered: sum("recovered"),
    apologized: sum("apologized"),
    silent: sum("silent"),
    reported: sum("reported"),
  };
  const peak = timeline.reduce((most, bucket) =>
    countTotal(bucket) > countTotal(most) ? bucket : most,
  );
  return [
    `Timeline from ${shortTime(Date.parse(first.at), now)} to ${shortTime(Date.parse(last.at) + width, now)}, a bar for each ${span(width).replace(/^1 /, "")}:`,
    `${countFailures(countTotal(sums))};`,
    `${countOutcomes(sums).join(", ")};`,
    `most at ${shortTime(Date.parse(peak.at), now)}, ${countFailures(countTotal(peak))}.`,
  ].join(" ");
}

/** What one bar shows: "02:14 CET: 4 failures, 3 got the error message". Pure. */
export function describeBar(bar: Bar, now: number): string {
  const total = countTotal(bar);
  return [
    `${shortTime(bar.time, now)}: ${total === 0 ? "no failure" : countFailures(total)}`,
    ...countOutcomes(bar),
  ].join(", ");
}
