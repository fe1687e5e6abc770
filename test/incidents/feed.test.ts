import { makeFeed, type IncidentState } from "../../src/incidents/feed";
import type { JournalRecord } from "../../src/journal/record";
import { failedCall } from "../support/samples/failures";

const NOW = Date.UTC(2026, 10, 22, 10);
const MAX_REPLY_BYTES = 2_000_000;

const feedOf = (
  records: readonly JournalRecord[],
  states: Readonly<Record<string, IncidentState>> = {},
  incident: string | null = null,
) =>
  makeFeed({ records, truncated: false }, new Map(Object.entries(states)), {
    hours: 24,
    incident,
    now: NOW,
  });

const minutesAgo = (minutes: number) =>
  new Date(NOW - minutes * 60_000).toISOString();

describe("the state of an incident", () => {
  const failing = [failedCall(NOW, 10), failedCall(NOW, 5)];
  const quiet = [failedCall(NOW, 40), failedCall(NOW, 30)];
  const key = feedOf(failing).incidents[0]?.key ?? "";
  const stateOf = (records: JournalRecord[], state: IncidentState) =>
    feedOf(records, { [key]: state }).incidents[0];

  it("is open while it fails, and then quiet", () => {
    expect(feedOf(failing).incidents[0]?.state).toBe("open");
    expect(feedOf(quiet).incidents[0]).toMatchObject({
      state: "quiet",
      toldAt: null,
      resolvedAt: null,
    });
  });

  it("is resolved where its server was seen to answer after its last failure", () => {
    const state = { toldAt: minutesAgo(40), resolvedAt: minutesAgo(10) };
    expect(stateOf(quiet, state)).toMatchObject({
      ...state,
      state: "resolved",
    });
    expect(stateOf(failing, state)?.state).toBe("open");
  });

  it("is no longer resolved, nor told, where what is known is of one before", () => {
    const state = { toldAt: minutesAgo(90), resolvedAt: minutesAgo(60) };
    expect(stateOf(quiet, state)).toMatchObject({
      state: "quiet",
      toldAt: null,
      resolvedAt: null,
    });
  });
});

describe("the people and the numbers of an incident", () => {
  it("are counted once each, and ours by their failures", () => {
    const from = (person: string, to = "+15550001111") =>
      failedCall(NOW, 1, undefined, { from: person, person, to });
    const [incident] = feedOf([
      from("+14155550123"),
      from("+14155550123"),
      from("+14155550124", "+15550002222"),
      from("anonymous"),
    ]).incidents;
    expect(incident).toMatchObject({
      count: 4,
      people: 2,
      numbers: [
        { number: "+15550001111", count: 3 },
        { number: "+15550002222", count: 1 },
      ],
    });
  });

  it("are none where no side is surely ours", () => {
    const [incident] = feedOf([
      failedCall(NOW, 1, undefined, { ours: null, person: null }),
    ]).incidents;
    expect(incident).toMatchObject({ people: 0, numbers: [] });
  });
});

describe("the feed of one incident", () => {
  const other = failedCall(NOW, 1, undefined, { errorCode: 12100 });
  const records = Array.from({ length: 600 }, (_, index) =>
    failedCall(NOW, index / 100),
  );
  const [incident] = feedOf(records).incidents;

  it("has its own newest 500 failures, the newest first", () => {
    const feed = feedOf([other, ...records], {}, incident?.id);
    expect(feed.incidents).toEqual([incident]);
    expect(feed.failures).toEqual(records.slice(0, 500));
  });

  it("is empty where nobody knows it", () => {
    expect(feedOf(records, {}, "0123456789abcdef-1")).toMatchObject({
      incidents: [],
      failures: [],
    });
  });
});

describe("a reply", () => {
  it("has at most 2 MB, with the newest incidents, and says that there are more", () => {
    const records = Array.from({ length: 14_380 }, (_, index) =>
      failedCall(NOW, index * 3, undefined, {
        errorUrl: new URL(`https://host-${String(index)}.example.com/`),
      }),
    );
    const feed = feedOf(records);
    const bytes = Buffer.byteLength(JSON.stringify(feed));
    expect(bytes).toBeLessThanOrEqual(MAX_REPLY_BYTES);
    expect(bytes).toBeGreaterThan(MAX_REPLY_BYTES * 0.9);
    expect(feed.truncated).toBe(true);
    expect(feed.incidents[0]?.lastAt).toBe(minutesAgo(0));
    expect(feed.failures).toHaveLength(100);
  });
});
