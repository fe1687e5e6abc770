import { isRecord } from "../../src/journal/is-record";
import { failedCall, RECOVERED } from "../support/samples/failures";

const RECORD = failedCall(Date.now(), 1);

describe("isRecord", () => {
  it("takes what this service writes, and the fields and words of a newer one", () => {
    expect(isRecord(RECORD)).toBe(true);
    expect(isRecord(failedCall(0, 0, RECOVERED, { sid: null }))).toBe(true);
    expect(isRecord({ ...RECORD, rehearsal: true, region: "ie1" })).toBe(true);
    expect(isRecord({ ...RECORD, channel: "fax" })).toBe(true);
  });

  it.each([null, 1, "x", [], {}, [RECORD]])("refuses %j", (data) => {
    expect(isRecord(data)).toBe(false);
  });

  it.each([
    ["a version to come", { v: 2 }],
    ["a time that is another's", { at: "Nov 22 2026 (a\nb)" }],
    ["a time that is none", { at: "2026-13-01T00:00:00.000Z" }],
    ["an outcome that would be counted as a time", { outcome: "at" }],
    ["a URL that cannot become text", { errorUrl: { toString: 1 } }],
    ["a code that cannot become text", { errorCode: { toString: 1 } }],
    ["a code that is no whole number", { errorCode: 1.5 }],
    ["a SID that is a number", { sid: 1 }],
    ["no party", { from: undefined }],
    ["a duration that JSON cannot hold", { ms: Infinity }],
    ["attempts that are no list", { attempts: {} }],
    ["an attempt that is none", { attempts: [null] }],
    ["something deep in an attempt", { attempts: [{ origin: [] }] }],
    ["something deep", { extra: {} }],
  ])("refuses %s", (_, part) => {
    expect(isRecord({ ...RECORD, ...part })).toBe(false);
  });
});
