import { createHmac } from "node:crypto";
import fc from "fast-check";
import {
  journalRecord,
  type Attempt,
  type Failure,
} from "../../src/journal/record";
import { clockAt } from "../support/samples/clock-at";
import { RECORD_BYTES } from "../support/laws/limits";

const FAILURE: Failure = {
  channel: "voice",
  errorCode: 11200,
  errorUrl: new URL("https://user:secret@www.example.com/index?token=1#rt=500"),
  sid: "CA1",
  accountSid: "AC1",
  from: "+15551234567",
  to: "+15550001111",
  subject: null,
  origin: "https://www.example.com",
  direction: "inbound",
  ours: "to",
  person: "+15551234567",
  rehearsal: false,
};
const WHEN = clockAt(Date.UTC(2026, 10, 22, 10), 130.6);
const APOLOGIZED = { outcome: "apologized", attempts: [] } as const;

const PRIVACY = { pii: "masked", authToken: "token" } as const;

const recordOf = (
  failure: Partial<Failure>,
  pii: "masked" | "full" = "masked",
) =>
  journalRecord({ ...FAILURE, ...failure }, APOLOGIZED, WHEN, {
    pii,
    authToken: "token",
  });

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
      person: createHmac("sha256", "token")
        .update("+15551234567")
        .digest("hex")
        .slice(0, 16),
      outcome: "apologized",
      recoveredBy: null,
      attempts: [],
      ms: 131,
    });
  });

  it("shows the side that is surely ours, and both where PII is full", () => {
    expect(recordOf({ ours: "from" })).toMatchObject({
      from: "+15551234567",
      to: "+1••••••1111",
    });
    expect(recordOf({ ours: null })).toMatchObject({
      from: "+1••••••4567",
      to: "+1••••••1111",
    });
    expect(recordOf({ ours: null }, "full").from).toBe("+15551234567");
  });

  it("says what failed where there is no URL", () => {
    expect(recordOf({ subject: "TK1" }).subject).toBe("TK1");
    expect(recordOf({})).not.toHaveProperty("subject");
  });

  it("says of an event of the Debugger that it is no error", () => {
    const level = "WARNING";
    expect(
      journalRecord(FAILURE, { outcome: "reported", level }, WHEN, PRIVACY),
    ).toMatchObject({ source: "debugger", level });
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
    const errorUrl = new URL(`https://www.example.com/${"y".repeat(3000)}`);
    expect(recordOf({ sid: "x".repeat(600) }).sid).toHaveLength(512);
    expect(recordOf({ errorUrl }).errorUrl).toHaveLength(2048);
  });

  it("holds nothing that a terminal obeys or that ends a line of the log", () => {
    const from = "a\u001B[2J\u009B2J\r\n{}\u2028\u0085b";
    expect(recordOf({ from }).from).toBe("a•••");
    expect(recordOf({ from }, "full").from).toBe(
      "a\uFFFD[2J\uFFFD2J\uFFFD{}\uFFFDb",
    );
  });

  it("leaves out attempts from the end, and then the ends of texts", () => {
    const attempts: Attempt[] = Array.from({ length: 10 }, (_, index) => ({
      origin: `https://backup-${String(index)}.${"x".repeat(200)}.example.com`,
      result: "unreachable",
      status: null,
      ms: 10,
      cause: "ECONNREFUSED",
    }));
    const outcome = { outcome: "apologized", attempts } as const;
    const errorUrl = new URL(`https://www.example.com/${"y".repeat(600)}`);
    const record = journalRecord(
      { ...FAILURE, errorUrl },
      outcome,
      WHEN,
      PRIVACY,
    );
    expect(record.errorUrl).toHaveLength(errorUrl.href.length);
    expect(record.attempts).toEqual(attempts.slice(0, 5));
    const far = new URL(`https://www.example.com/${"y".repeat(3000)}`);
    expect(
      journalRecord({ ...FAILURE, errorUrl: far }, outcome, WHEN, PRIVACY),
    ).toMatchObject({ sid: "CA1", attempts: [] });
  });

  it("fits the log, is well-formed, and survives JSON, whatever comes", () => {
    const hostile = fc
      .string({ unit: "binary", maxLength: 700 })
      .map((text) => text.padEnd(600, '\u0001\uD800😀"\\'));
    const urls = fc
      .string({ maxLength: 3000 })
      .map(
        (path) =>
          new URL(`https://www.example.com/${encodeURI(path.toWellFormed())}`),
      );
    fc.assert(
      fc.property(
        fc.tuple(hostile, hostile, hostile, hostile, hostile),
        urls,
        ([sid, accountSid, from, to, subject], errorUrl) => {
          const failure = { sid, accountSid, from, to, subject, errorUrl };
          const record = recordOf(failure, "full");
          const json = JSON.stringify(record);
          expect(Buffer.byteLength(json)).toBeLessThanOrEqual(RECORD_BYTES);
          expect(json.isWellFormed()).toBe(true);
          expect(JSON.parse(json)).toEqual(record);
          expect(record.errorUrl).toMatch(/^https:\/\/www\.example\.com\//);
        },
      ),
    );
  });
});
