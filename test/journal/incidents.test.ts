import fc from "fast-check";
import { findRuns } from "../../src/journal/find-runs";
import { toIncidents } from "../../src/journal/incidents";
import { STRICT_PRIVACY } from "../../src/journal/privacy";
import { journalRecord, type JournalRecord } from "../../src/journal/record";
import { timelineOf } from "../../src/journal/timeline";
import { clockAt } from "../support/samples/clock-at";

const START = Date.UTC(2026, 10, 22, 10);
const MINUTE_MS = 60_000;

/** A failure so many minutes after the start. */
function failure(
  minutes: number,
  overrides: Partial<JournalRecord> = {},
): JournalRecord {
  const record = journalRecord(
    {
      channel: "voice",
      errorCode: 11200,
      errorUrl: new URL("https://www.example.com/index"),
      sid: `CA${Math.random()}`,
      accountSid: null,
      from: null,
      to: null,
      subject: null,
      origin: "https://www.example.com",
      direction: "inbound",
      ours: "to",
      person: null,
      rehearsal: false,
    },
    { outcome: "apologized", attempts: [] },
    clockAt(START + minutes * MINUTE_MS, 1),
    STRICT_PRIVACY,
  );
  return { ...record, ...overrides };
}

const group = (records: JournalRecord[], minutes = 60) =>
  toIncidents(findRuns(records), START + minutes * MINUTE_MS);

describe("the incidents of records", () => {
  it("tells an incident whole", () => {
    const records = [
      failure(2, { outcome: "recovered", errorCode: 11217 }),
      failure(0),
      failure(1.5, { channel: "messaging" }),
    ];
    expect(group(records)).toEqual([
      {
        id: `${group(records)[0]?.key ?? ""}-${START / 1000}`,
        key: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        origin: "https://www.example.com",
        errorClass: "http-error",
        errorCodes: { 11200: 2, 11217: 1 },
        channels: { voice: 2, messaging: 1, unknown: 0 },
        firstAt: "2026-11-22T10:00:00.000Z",
        lastAt: "2026-11-22T10:02:00.000Z",
        count: 3,
        people: 0,
        numbers: [],
        recovered: 1,
        apologized: 2,
        silent: 0,
        reported: 0,
        state: "quiet",
        toldAt: null,
        resolvedAt: null,
        timeline: [
          {
            at: "2026-11-22T10:00:00.000Z",
            recovered: 0,
            apologized: 1,
            silent: 0,
            reported: 0,
          },
          {
            at: "2026-11-22T10:01:00.000Z",
            recovered: 0,
            apologized: 1,
            silent: 0,
            reported: 0,
          },
          {
            at: "2026-11-22T10:02:00.000Z",
            recovered: 1,
            apologized: 0,
            silent: 0,
            reported: 0,
          },
        ],
      },
    ]);
  });

  it("ends an incident after 15 minutes of silence, and not before", () => {
    expect(group([failure(0), failure(15)])).toHaveLength(1);
    expect(group([failure(0), failure(15.001)])).toHaveLength(2);
    expect(group([failure(0)], 15)[0]?.state).toBe("open");
    expect(group([failure(0)], 15.001)[0]?.state).toBe("quiet");
  });

  it("keeps origins and classes apart, and knows failures without one of them", () => {
    const incidents = group([
      failure(0),
      failure(0, { errorUrl: "http://www.example.com/index" }),
      failure(0, { errorCode: 12100 }),
      failure(0, { errorCode: null }),
      failure(0, { errorUrl: null }),
      failure(0, { errorCode: null, errorUrl: null }),
    ]);
    expect(
      incidents.map(({ origin, errorClass }) => [origin, errorClass]),
    ).toEqual([
      ["https://www.example.com", "http-error"],
      ["http://www.example.com", "http-error"],
      ["https://www.example.com", "bad-twiml"],
      ["https://www.example.com", "other"],
      [null, "http-error"],
    ]);
    expect(incidents[3]?.errorCodes).toEqual({});
  });

  it("counts a failure once that the Debugger reports too, at the fallback's time", () => {
    const [incident] = group([
      failure(5, { source: "debugger", outcome: "reported", sid: "CA1" }),
      failure(1, { sid: "CA1" }),
      failure(6, { source: "debugger", outcome: "reported", sid: "CA2" }),
    ]);
    expect(incident).toMatchObject({
      count: 2,
      apologized: 1,
      silent: 0,
      reported: 1,
      firstAt: "2026-11-22T10:01:00.000Z",
    });
  });

  it("counts no rehearsal, and no record twice", () => {
    const record = failure(0);
    expect(group([record, record, failure(1, { rehearsal: true })])).toEqual([
      expect.objectContaining({ count: 1 }),
    ]);
  });

  it("stays open where a clock has jumped ahead", () => {
    expect(group([failure(90)], 60)[0]?.state).toBe("open");
  });

  it("puts the open first, then the latest", () => {
    const at = (minutes: number, host: string) =>
      failure(minutes, { errorUrl: `https://${host}.example/` });
    const incidents = group([
      at(10, "a"),
      at(55, "b"),
      at(20, "c"),
      at(50, "d"),
    ]);
    expect(incidents.map(({ origin }) => origin)).toEqual(
      ["b", "d", "c", "a"].map((host) => `https://${host}.example`),
    );
  });

  it("is the same whatever the order, and loses no failure", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1 }),
        (minutes) => {
          const records = minutes.map((one) => failure(one));
          const incidents = group(records, 30_000);
          expect(group(records.toReversed(), 30_000)).toEqual(incidents);
          const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
          expect(sum(incidents.map(({ count }) => count))).toBe(records.length);
          for (const { timeline, count } of incidents)
            expect(sum(timeline.map(({ apologized }) => apologized))).toBe(
              count,
            );
        },
      ),
    );
  });
});

describe("timelineOf", () => {
  it("has no more than 120 buckets, of even width", () => {
    for (const hours of [1, 2, 12, 100, 720, 24_000]) {
      const timeline = timelineOf([failure(0), failure(hours * 60)]);
      expect(timeline.length).toBeLessThanOrEqual(120);
      expect(timeline.at(-1)?.apologized).toBe(1);
    }
  });
});
