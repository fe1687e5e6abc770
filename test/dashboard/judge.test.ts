import { judge } from "../../src/dashboard/judge";
import type { Feed } from "../../src/dashboard/client/feed";
import { sampleFeed, sampleIncident } from "../support/samples/page-feed";

const NOW = Date.parse("2026-11-26T02:00:00.000Z");

const open = (
  origin: string,
  parts: Parameters<typeof sampleIncident>[2] = {},
) => sampleIncident(NOW, { begunAgo: 131 }, { origin, ...parts });
const sentence = (parts: Partial<Feed>, ageMs = 0) => {
  const { tone, sentence, detail } = judge({
    feed: sampleFeed(parts),
    now: NOW,
    ageMs,
  });
  return `${tone}: ${sentence} ${detail}`;
};

describe("the verdict", () => {
  it.each<[string, Partial<Feed>]>([
    ["calm: Nothing is failing. No failure in the last 24 hours.", {}],
    [
      "failing: https://a.example is failing. People get the error message. 12 people, for 2 h 11 min.",
      { incidents: [open("https://a.example")] },
    ],
    [
      "failing: https://a.example is failing. People get the error message. For 2 h 11 min.",
      { incidents: [open("https://a.example", { people: null })] },
    ],
    [
      "covered: https://a.example is failing. A backup serves the people. 1 person, for 2 h 11 min.",
      { incidents: [open("https://a.example", { apologized: 0, people: 1 })] },
    ],
    [
      "covered: https://a.example is failing. Nobody gets the error message. 1 person, for 2 h 11 min.",
      {
        incidents: [
          open("https://a.example", {
            apologized: 0,
            recovered: 0,
            reported: 1,
            people: 1,
          }),
        ],
      },
    ],
    [
      "failing: 2 servers are failing. People get the error message in 1 of 2 incidents.",
      {
        incidents: [
          open("https://a.example"),
          open("https://b.example", { apologized: 0 }),
        ],
      },
    ],
    [
      "failing: https://a.example is failing in 2 ways. People get the error message.",
      {
        incidents: [
          open("https://a.example"),
          open("https://a.example", { errorClass: "bad-twiml" }),
        ],
      },
    ],
    [
      "unknown: No open incident was found. Not everything was read, so there may be one.",
      { truncated: true },
    ],
  ])("is %p", (expected, parts) => {
    expect(sentence(parts)).toBe(expected);
  });

  it("says of what is quiet that nobody knows yet whether it works", () => {
    const quiet = ["a", "b", "c"].map((name) =>
      sampleIncident(
        NOW,
        { begunAgo: 60, lastAgo: 30 },
        { origin: `https://${name}.example` },
      ),
    );
    expect(sentence({ incidents: quiet.slice(0, 2) })).toMatch(
      /^quiet: Nothing is failing\. The last failure was at .*\. https:\/\/a\.example and https:\/\/b\.example are quiet, and not yet known to work\.$/,
    );
    expect(sentence({ incidents: quiet })).toContain("3 servers are quiet");
  });

  it("says nothing about now when what was read is old", () => {
    expect(sentence({ incidents: [open("https://a.example")] }, 31_000)).toBe(
      "unknown: We cannot tell whether anything is failing. When last heard, 31 seconds ago, 1 incident was open.",
    );
  });
});
