import fc from "fast-check";
import { readEvent } from "../../src/debugger/read-event";
import { debuggerEvent, PAYLOAD } from "../support/samples/debugger-event";

const failureOf = (payload?: unknown) =>
  readEvent(debuggerEvent(payload)).failure;

describe("readEvent", () => {
  it("reads what the Debugger tells of a call's webhook", () => {
    expect(readEvent(debuggerEvent())).toEqual({
      failure: {
        channel: "voice",
        errorCode: 11200,
        errorUrl: new URL("https://www.example.com/index?token=s3cret"),
        sid: "CA00000000000000000000000000000011",
        accountSid: "AC00000000000000000000000000000001",
        from: "+15551234567",
        to: "+15550001111",
        subject: null,
        origin: "https://www.example.com",
        direction: "inbound",
        ours: "to",
        person: "+15551234567",
        rehearsal: false,
      },
    });
  });

  it("takes for a warning whatever is no error", () => {
    for (const level of ["WARNING", "Warning", "INFO", "", "WARN"])
      expect(readEvent(debuggerEvent(PAYLOAD, level)).level).toBe("WARNING");
    for (const level of ["ERROR", "Error"])
      expect(readEvent(debuggerEvent(PAYLOAD, level))).not.toHaveProperty(
        "level",
      );
  });

  it("takes code and URL from the Debugger where the request had its own", () => {
    const { request } = PAYLOAD.webhook;
    const parameters = {
      ...request.parameters,
      ErrorCode: "11210",
      ErrorUrl: "https://primary.example.com/",
    };
    const url = "https://fallback-1234-dev.twil.io/fallback";
    expect(
      failureOf({
        ...PAYLOAD,
        webhook: { request: { url, parameters } },
      }),
    ).toMatchObject({ errorCode: 11200, errorUrl: new URL(url) });
    expect(
      failureOf({
        ...PAYLOAD,
        error_code: null,
        webhook: { request: { parameters } },
      }),
    ).toMatchObject({
      errorCode: null,
      errorUrl: new URL(PAYLOAD.more_info.url),
    });
  });

  it.each([
    ["CA1", "voice"],
    ["SM1", "messaging"],
    ["MM1", "messaging"],
    ["NO1", "unknown"],
  ])("knows %s without the request's parameters", (resource_sid, channel) => {
    expect(failureOf({ resource_sid, error_code: 30006 })).toMatchObject({
      sid: resource_sid,
      channel,
      errorCode: 30006,
      errorUrl: null,
      accountSid: "AC00000000000000000000000000000001",
    });
  });

  it("reads what there is of a payload that was cut", () => {
    const whole = JSON.stringify(PAYLOAD);
    expect(failureOf(whole.slice(0, -20))).toMatchObject({
      channel: "voice",
      sid: PAYLOAD.resource_sid,
      errorCode: 11200,
      errorUrl: new URL(PAYLOAD.more_info.url),
    });
    expect(failureOf(whole.slice(0, 60))).toMatchObject({
      sid: PAYLOAD.resource_sid,
      errorCode: null,
    });
  });

  it.each(["", "null", "[]", "1", '"x"', "{", '{"webhook":1,"more_info":[]}'])(
    "takes nothing from the payload %j",
    (payload) => {
      expect(failureOf(payload)).toMatchObject({
        sid: null,
        errorCode: null,
        errorUrl: null,
        channel: "unknown",
        accountSid: "AC00000000000000000000000000000001",
      });
    },
  );

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.jsonValue(),
        fc.string(),
        (event, json, text) => {
          readEvent(event);
          readEvent(debuggerEvent(json));
          readEvent({ Payload: text });
          readEvent(
            debuggerEvent({ webhook: { request: json }, more_info: json }),
          );
        },
      ),
    );
  });
});
