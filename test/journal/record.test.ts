import fc from "fast-check";
import { journalRecord, type Failure } from "../../src/journal/record";
import { clockAt } from "../support/samples/clock-at";
import { SYNC_ITEM_BYTES } from "../support/laws/limits";

const FAILURE: Failure = {
  channel: "voice",
  errorCode: 11200,
  errorUrl: new URL("https://user:secret@www.example.com/index?token=1#rt=500"),
  sid: "CA1",
  accountSid: "AC1",
  from: "+15551234567",
  to: "+15550001111",
  direction: "inbound",
  rehearsal: false,
};
const WHEN = clockAt(Date.UTC(2026, 10, 22, 10), 130.6);
const APOLOGIZED = { outcome: "apologized", attempts: [] } as const;

const recordOf = (
  failure: Partial<Failure>,
  pii: "masked" | "full" = "masked",
) => journalRecord({ ...FAILURE, ...failure }, APOLOGIZED, WHEN, { pii });

describe("journalRecord", () => {
  it("is the contract's shape, without what could be a secret", () => {
    expect(recordOf({})).toEqual({
      v: 1,
      at: "2026-11-22T10:00:00.000Z",
      source: "fallback",
      channel: "voice",
      errorCode: 11200,
      errorUrl: "https://www.example.com/index",
      sid: "CA1",
      accountSid: "AC1",
      from: "+1••••••4567",
      to: "+15550001111",
      outcome: "apologized",
      recoveredBy: null,
      attempts: [],
      ms: 131,
    });
  });

  it("masks the other party, which is the called one where we called", () => {
    expect(recordOf({ direction: "outbound-api" })).toMatchObject({
      from: "+15551234567",
      to: "+1••••••1111",
    });
    expect(recordOf({ direction: null }).from).toBe("+1••••••4567");
    expect(recordOf({}, "full").from).toBe("+15551234567");
  });

  it("marks a rehearsal", () => {
    expect(recordOf({ rehearsal: true })).toHaveProperty("rehearsal", true);
    expect(recordOf({})).not.toHaveProperty("rehearsal");
  });

  it("has no errorUrl where the failure has none", () => {
    expect(recordOf({ errorUrl: null }).errorUrl).toBeNull();
  });

  it("has no errorUrl where a cut would leave no host", () => {
    const errorUrl = new URL(`https://${"a".repeat(2038)}.1x.example.com/`);
    expect(recordOf({ errorUrl }).errorUrl).toBeNull();
  });

  it("cuts texts at 512 and the URL at 2,048 characters", () => {
    const record = recordOf({
      sid: "x".repeat(600),
      errorUrl: new URL(`https://www.example.com/${"y".repeat(3000)}`),
    });
    expect(record.sid).toHaveLength(512);
    expect(record.errorUrl).toHaveLength(2048);
  });

  it("holds nothing that a terminal obeys or that ends a line of the log", () => {
    const from = "a\u001B[2J\u009B2J\r\n{}\u2028\u0085b";
    expect(recordOf({ from }).from).toBe("a•••");
    expect(recordOf({ from }, "full").from).toBe(
      "a\uFFFD[2J\uFFFD2J\uFFFD{}\uFFFDb",
    );
  });

  it("fits an item of Sync, is well-formed, and survives JSON, whatever comes", () => {
    const hostile = fc
      .string({ unit: "binary", maxLength: 700 })
      .map((text) => text.padEnd(600, "\u0001\uD800😀"));
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        hostile,
        (sid, accountSid, from, to) => {
          const record = recordOf({ sid, accountSid, from, to }, "full");
          const json = JSON.stringify(record);
          expect(Buffer.byteLength(json)).toBeLessThanOrEqual(SYNC_ITEM_BYTES);
          expect(json.isWellFormed()).toBe(true);
          expect(JSON.parse(json)).toEqual(record);
        },
      ),
    );
  });
});
