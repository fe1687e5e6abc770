import { createHash } from "node:crypto";
import { classifyError } from "../../src/journal/classify-error";
import {
  incidentKey,
  recordKey,
  recordOrigin,
} from "../../src/journal/incident-key";
import { readEvent } from "../../src/debugger/read-event";
import { debuggerEvent } from "../support/samples/debugger-event";
import { someFailure, someRecord } from "../support/samples/records";

describe("classifyError", () => {
  it.each([
    ["unreachable", [11201, 11202, 11203, 11204, 11205, 11210, 11220]],
    ["unreachable", [11235, 11236, 11237]],
    ["http-error", [11200, 11206, 11215, 11216, 11217, 11750, 11770]],
    ["bad-twiml", [12000, 12100, 12200, 12300, 12400, 12999]],
    ["other", [0, 1, 11207, 11240, 11999, 13000, 30006, 999_999, null]],
  ])("is %s for %j", (errorClass, codes) => {
    expect(new Set(codes.map(classifyError))).toEqual(new Set([errorClass]));
  });
});

describe("the key of an incident", () => {
  const sha256 = (text: string) =>
    createHash("sha256").update(text).digest("hex").slice(0, 16);

  it("is of the origin and the class, whatever the path, the code and the userinfo", () => {
    const key = sha256("https://www.example.com\nhttp-error");
    for (const url of [
      "https://www.example.com/index",
      "https://u:p@WWW.example.com:443/other?a=1#rt=1",
    ])
      for (const errorCode of [11200, 11217]) {
        const failure = { errorUrl: new URL(url), errorCode };
        expect(incidentKey(someFailure(failure))).toBe(key);
        expect(recordKey(someRecord(failure))).toBe(key);
      }
  });

  it("has an empty origin where there is no URL", () => {
    const failure = { errorUrl: null, errorCode: null };
    expect(incidentKey(someFailure(failure))).toBe(sha256("\nother"));
    expect(recordKey(someRecord(failure))).toBe(sha256("\nother"));
    for (const errorUrl of ["", "not a URL", "ftp://x/y", "mailto:a@b"])
      expect(recordOrigin({ ...someRecord(), errorUrl })).toBeNull();
  });

  it("is of the subject that FallbackFor names, whatever the URL", () => {
    const failure = { subject: "TK1", origin: "TK1" };
    expect(incidentKey(someFailure(failure))).toBe(sha256("TK1\nhttp-error"));
    expect(recordKey(someRecord(failure))).toBe(sha256("TK1\nhttp-error"));
  });

  it("is of the code where the Debugger names no URL", () => {
    const event = debuggerEvent({ resource_sid: "CA1", error_code: "13227" });
    expect(incidentKey(readEvent(event).failure)).toBe(
      sha256("twilio:13227\nother"),
    );
    const record = someRecord({ errorUrl: null, errorCode: 13227 });
    expect(recordKey({ ...record, source: "debugger" })).toBe(
      sha256("twilio:13227\nother"),
    );
  });
});
