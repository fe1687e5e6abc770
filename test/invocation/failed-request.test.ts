import fc from "fast-check";
import { readRequest } from "../../src/invocation/failed-request";
import { captured } from "../support/samples/fixtures";

const failureOf = (event: unknown) => readRequest(event).failure;

describe("readRequest", () => {
  it("reads the captured requests", () => {
    expect(failureOf(captured("voice-fallback-11200"))).toEqual({
      channel: "voice",
      errorCode: 11200,
      errorUrl: new URL("http://www.example.com/api/v1/twilio/voice"),
      sid: "CA00000000000000000000000000000011",
      accountSid: "AC00000000000000000000000000000001",
      from: "+266555006",
      to: "+85255500801",
      subject: null,
      origin: "http://www.example.com",
      direction: "inbound",
      ours: "to",
      person: "+266555006",
      rehearsal: false,
    });
    expect(failureOf(captured("message-fallback-11210"))).toMatchObject({
      channel: "messaging",
      sid: "SM00000000000000000000000000000021",
      ours: "to",
    });
  });

  it("knows the channel by the SIDs, where empty is absent", () => {
    expect(failureOf({ CallSid: "CA1", MessageSid: "SM1" }).channel).toBe(
      "voice",
    );
    expect(failureOf({ CallSid: "", SmsSid: "SM1" })).toMatchObject({
      channel: "messaging",
      sid: "SM1",
    });
    expect(failureOf({ SmsMessageSid: "SM1" }).channel).toBe("messaging");
    expect(failureOf({ From: "+1" }).channel).toBe("unknown");
  });

  it("takes an error code of up to six digits, and none else", () => {
    expect(failureOf({ ErrorCode: "11200" }).errorCode).toBe(11200);
    expect(failureOf({ ErrorCode: 11200 }).errorCode).toBe(11200);
    for (const ErrorCode of ["", "1234567", "-1", "1e3", " 1", "٣"])
      expect(failureOf({ ErrorCode }).errorCode).toBeNull();
  });

  it.each(["", "not a URL", "ftp://x/y", "javascript:alert(1)", "/voice"])(
    "has no errorUrl where ErrorUrl is %j",
    (ErrorUrl) => {
      expect(failureOf({ ErrorUrl }).errorUrl).toBeNull();
    },
  );

  it("is a failure of what FallbackFor names, where no ErrorUrl comes", () => {
    expect(failureOf({ CallSid: "CA1", FallbackFor: "TK1" })).toMatchObject({
      subject: "TK1",
      origin: "TK1",
      errorUrl: null,
    });
  });

  it("is a rehearsal where the parameter is there, be it empty", () => {
    expect(failureOf({ FallbackRehearsal: "" }).rehearsal).toBe(true);
    expect(failureOf({}).rehearsal).toBe(false);
  });

  it("keeps repeated parameters, and drops the platform's own and what is no text", () => {
    const event = {
      request: { headers: {}, cookies: {} },
      A: ["1", "2", { b: 3 }],
      B: { c: "d" },
      C: null,
      D: "",
    };
    expect(readRequest(event).params).toEqual([
      ["A", "1"],
      ["A", "2"],
      ["D", ""],
    ]);
  });

  it("has no half of a surrogate pair, in whose place the backup would read another sign", () => {
    const event = { "A\uD800": ["\uDC00", "😀"] };
    expect(readRequest(event).params).toEqual([
      ["A\uFFFD", "\uFFFD"],
      ["A\uFFFD", "😀"],
    ]);
  });

  it("is not fooled by names of the prototype", () => {
    const event: unknown = JSON.parse(
      '{"__proto__":{"CallSid":"CA1"},"constructor":"x","toString":"y"}',
    );
    expect(failureOf(event)).toMatchObject({ channel: "unknown", sid: null });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.anything(), (event) => {
        readRequest(event);
      }),
    );
  });
});
