import fc from "fast-check";
import { countTotal, layOutBars } from "../../src/dashboard/timeline/buckets";
import {
  describeBar,
  describeTimeline,
} from "../../src/dashboard/timeline/describe-timeline";
import { span } from "../../src/dashboard/times";
import { sampleIncident } from "../support/samples/page-feed";

const NOW = Date.parse("2026-11-26T02:00:00.000Z");
const MINUTE_MS = 60_000;

describe("the timeline", () => {
  const { timeline } = sampleIncident(NOW, { begunAgo: 40, lastAgo: 10 });

  it("shows the silence that follows, at even steps", () => {
    const bars = layOutBars(timeline, NOW);
    expect(bars).toHaveLength(40);
    expect(bars.map(({ time }, index) => time - index * MINUTE_MS)).toEqual(
      bars.map(() => Date.parse(timeline[0]?.at ?? "")),
    );
  });

  it("keeps few bars slim", () => {
    const bars = layOutBars(timeline.slice(0, 2), NOW - 39 * MINUTE_MS);
    expect(bars).toHaveLength(15);
    expect(bars.slice(0, 13).every((bar) => countTotal(bar) === 0)).toBe(true);
  });

  it("loses no failure, and stays short, whatever it is told", () => {
    const anyText = fc.oneof(fc.string(), fc.constant("2026-11-26T02:00:00Z"));
    const bucket = fc.record({
      at: anyText,
      recovered: fc.nat(9),
      apologized: fc.nat(9),
      silent: fc.nat(9),
      reported: fc.nat(9),
    });
    fc.assert(
      fc.property(
        fc.array(bucket, { maxLength: 120 }),
        fc.double(),
        (odd, until) => {
          const bars = layOutBars(odd, until);
          expect(bars.length).toBeLessThanOrEqual(180);
          expect(bars.reduce((sum, bar) => sum + countTotal(bar), 0)).toBe(
            odd.reduce((sum, one) => sum + countTotal(one), 0),
          );
          describeTimeline(odd, until);
          for (const bar of bars) describeBar(bar, until);
        },
      ),
    );
  });

  it("is told in words", () => {
    expect(describeTimeline([], NOW)).toBe("Timeline: no failure.");
    const bar = {
      time: NOW,
      apologized: 3,
      recovered: 1,
      silent: 0,
      reported: 0,
    };
    expect(describeBar(bar, NOW)).toMatch(
      /: 4 failures, 3 got the error message, 1 recovered by a backup$/,
    );
    expect(describeBar({ ...bar, apologized: 0, recovered: 0 }, NOW)).toMatch(
      /: no failure$/,
    );
  });
});

describe("a length of time", () => {
  it.each([
    [NaN, "0 seconds"],
    [-5, "0 seconds"],
    [999, "0 seconds"],
    [1000, "1 second"],
    [59_999, "59 seconds"],
    [60_000, "1 minute"],
    [59 * MINUTE_MS, "59 minutes"],
    [60 * MINUTE_MS, "1 h"],
    [130 * MINUTE_MS, "2 h 10 min"],
    [47 * 60 * MINUTE_MS, "47 h"],
    [48 * 60 * MINUTE_MS, "2 days"],
    [52 * 60 * MINUTE_MS, "2 days 4 h"],
  ])("of %p ms is %s", (ms, words) => {
    expect(span(ms)).toBe(words);
  });
});
