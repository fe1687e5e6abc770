import { tally } from "../../src/alerts/tally";
import type { JournalRecord } from "../../src/journal/record";
import { someRecord } from "../support/samples/records";

const NOW = Date.UTC(2026, 10, 22, 10);
const MINUTE_MS = 60_000;

const record = (
  secondsAgo: number,
  overrides: Partial<JournalRecord> = {},
): JournalRecord => ({
  ...someRecord(),
  at: new Date(NOW - secondsAgo * 1000).toISOString(),
  ...overrides,
});
const shard = (records: JournalRecord[], hasMore = false) => ({
  records,
  hasMore,
});
const OWN = record(0);

describe("tally", () => {
  it("counts the failures of the incident in the window, this one included", () => {
    const since = record(50);
    expect(
      tally(
        [shard([record(10), OWN]), shard([since, record(61)])],
        OWN,
        MINUTE_MS,
      ),
    ).toMatchObject({ count: 3, since: since.at, isAtLeast: false });
    expect(tally([], OWN, MINUTE_MS)).toMatchObject({
      count: 1,
      since: OWN.at,
      isAtLeast: false,
    });
  });

  it("counts a debugger twin once, and neither rehearsals nor other incidents", () => {
    const twin = record(0, {
      sid: OWN.sid,
      source: "debugger",
      outcome: "reported",
    });
    const others = [
      record(1, { rehearsal: true }),
      record(1, { errorCode: 12100 }),
      record(1, { errorUrl: "https://www.example.com:8443/index" }),
      record(1, { errorUrl: null }),
    ];
    expect(tally([shard([twin, ...others])], OWN, MINUTE_MS).count).toBe(1);
    expect(tally([shard([OWN])], twin, MINUTE_MS)).toMatchObject({ count: 1 });
  });

  it("is never less than one, though the Debugger tell of what has been counted before", () => {
    const before = record(70, { sid: OWN.sid });
    const late = record(0, { ...OWN, source: "debugger", outcome: "reported" });
    expect(tally([shard([before])], late, MINUTE_MS)).toMatchObject({
      count: 1,
      since: late.at,
      isAtLeast: false,
    });
  });

  it("says where a shard holds more of the window than was read", () => {
    expect(tally([shard([OWN], true)], OWN, MINUTE_MS).isAtLeast).toBe(true);
    expect(
      tally([shard([OWN, record(61)], true)], OWN, MINUTE_MS).isAtLeast,
    ).toBe(false);
  });

  it("counts each person once, and our numbers by their failures", () => {
    const one = { person: "a".repeat(16) };
    const failures = [
      record(1, { ...one, to: "+15550001111" }),
      record(2, { ...one, to: "+15550001111" }),
      record(3, { person: "b".repeat(16), to: "+15550002222" }),
      // One that we wrote: the masked side is the other party.
      record(4, { from: "whatsapp:+15550002222", to: "+1••••••0123" }),
      record(5, { from: "+1••••••0123", to: "+1••••••0124" }),
    ];
    expect(
      tally([shard(failures)], record(0, { to: null }), MINUTE_MS),
    ).toMatchObject({
      count: 6,
      people: 2,
      numbers: [
        { number: "+15550001111", count: 2 },
        { number: "+15550002222", count: 1 },
        { number: "whatsapp:+15550002222", count: 1 },
      ],
    });
  });
});
