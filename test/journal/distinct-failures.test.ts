import { distinctFailures } from "../../src/journal/distinct-failures";
import type { JournalRecord } from "../../src/journal/record";
import { someRecord } from "../support/samples/records";

const FALLBACK = someRecord();
const TWIN: JournalRecord = {
  ...FALLBACK,
  source: "debugger",
  outcome: "reported",
  at: new Date(Date.parse(FALLBACK.at) + 4000).toISOString(),
};

describe("distinctFailures", () => {
  it("counts a failure once that the Debugger tells of too, in any order", () => {
    expect(distinctFailures([TWIN, FALLBACK])).toEqual([FALLBACK]);
    expect(distinctFailures([FALLBACK, TWIN])).toEqual([FALLBACK]);
  });

  it("keeps a debugger record of another call, another code, or none", () => {
    const others = [
      { ...TWIN, sid: "CA1" },
      { ...TWIN, errorCode: 12100 },
      { ...TWIN, sid: null },
    ];
    expect(distinctFailures([FALLBACK, ...others])).toEqual([
      FALLBACK,
      ...others,
    ]);
  });

  it("counts a record once that was read twice, and two failures of one call twice", () => {
    const later = { ...FALLBACK, at: "2030-01-01T00:00:00.000Z" };
    expect(distinctFailures([FALLBACK, later, FALLBACK])).toEqual([
      FALLBACK,
      later,
    ]);
  });

  it.each<[string, Partial<JournalRecord>]>([
    ["an event that is no error", { ...TWIN, sid: "CA2", level: "WARNING" }],
    [
      "a request of ours that Twilio's API refused",
      { ...TWIN, sid: "CA2", errorUrl: "https://api.twilio.com/2010-04-01/x" },
    ],
    ["a request that tells of no failure", { errorCode: null, errorUrl: null }],
  ])("leaves out %s", (_, parts) => {
    expect(distinctFailures([{ ...FALLBACK, ...parts }])).toEqual([]);
  });

  it.each<[string, Partial<JournalRecord>]>([
    ["a code", { errorUrl: null }],
    ["a URL", { errorCode: null }],
    ["a subject", { errorCode: null, errorUrl: null, subject: "TK1" }],
  ])("keeps a failure that has %s alone", (_, parts) => {
    expect(distinctFailures([{ ...FALLBACK, ...parts }])).toHaveLength(1);
  });

  it("leaves rehearsals out", () => {
    expect(distinctFailures([{ ...FALLBACK, rehearsal: true }])).toEqual([]);
  });
});
