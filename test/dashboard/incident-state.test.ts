import { isUnhelpedNow, worstFirst } from "../../src/dashboard/incident-state";
import { sampleIncident } from "../support/samples/page-feed";

const NOW = Date.parse("2026-11-26T02:00:00.000Z");

/** A bucket for each pair of apologised and recovered. */
const timeline = (...buckets: [apologized: number, recovered: number][]) =>
  buckets.map(([apologized, recovered], index) => ({
    at: new Date(NOW + index * 60_000).toISOString(),
    apologized,
    recovered,
    silent: 0,
    reported: 1,
  }));

describe("whether people get the error message now", () => {
  it.each([
    ["nobody did", timeline([0, 0]), false],
    ["the last did", timeline([0, 9], [1, 9]), true],
    ["a backup has come", timeline([1, 0], [0, 1]), false],
    ["most of late did", timeline([3, 0], [4, 1], [0, 1]), true],
    [
      "those who did are long served",
      timeline([90, 0], [0, 2], [0, 1], [0, 3], [0, 1], [0, 2]),
      false,
    ],
    ["the last is a report alone", timeline([2, 0], [0, 0]), true],
  ])("%s", (_, buckets, expected) => {
    expect(isUnhelpedNow({ timeline: buckets })).toBe(expected);
  });
});

describe("the worst first", () => {
  it("puts what lets people down before what is covered, quiet and over, in one order alone", () => {
    const open = { begunAgo: 20 };
    const past = { begunAgo: 90, lastAgo: 60 };
    const ordered = [
      sampleIncident(NOW, open, { origin: "a", apologized: 70 }),
      sampleIncident(NOW, open, { origin: "b", apologized: 3, recovered: 0 }),
      sampleIncident(NOW, open, { origin: "c", apologized: 0, recovered: 900 }),
      sampleIncident(NOW, { begunAgo: 60, lastAgo: 30 }, { origin: "d" }),
      sampleIncident(NOW, past, { origin: "e", apologized: 99 }),
      sampleIncident(NOW, past, { origin: "f", state: "resolved" }),
    ];
    expect(worstFirst(ordered.toReversed())).toEqual(ordered);
    expect(worstFirst(ordered)).toEqual(ordered);
  });
});
