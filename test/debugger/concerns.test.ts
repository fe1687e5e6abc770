import { isAlerting, isLogLine } from "../../src/debugger/concerns";
import { readEvent } from "../../src/debugger/read-event";
import { debuggerEvent } from "../support/samples/debugger-event";

const event = (error_code: number, url?: string, level = "ERROR") =>
  readEvent(
    debuggerEvent(
      { resource_sid: "CA1", error_code, more_info: url ? { url } : {} },
      level,
    ),
  );

describe("an event of the Debugger", () => {
  it("is a line of our own log by its code", () => {
    expect(
      [82004, 82005, 82006, 11200].map((code) => isLogLine(event(code))),
    ).toEqual([true, true, false, false]);
  });

  it.each([10000, 11200, 12100, 13227, 19999, 64000, 64999])(
    "of code %d is told of",
    (code) => {
      expect(isAlerting(event(code))).toBe(true);
      expect(isAlerting(event(code, undefined, "WARNING"))).toBe(false);
    },
  );

  it.each([9999, 20000, 21610, 30003, 63999, 65000, 82002])(
    "of code %d, which no webhook of ours has, is told to nobody",
    (code) => {
      expect(isAlerting(event(code))).toBe(false);
    },
  );

  it.each([
    ["https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json", false],
    ["https://sync.dublin.ie1.twilio.com/v1/Services", false],
    ["https://handler.twilio.com/twiml/EH1", true],
    ["https://webhooks.twilio.com/v1/Accounts/AC1/Flows/FW1", true],
    ["https://nottwilio.com/", true],
  ])("about %s: told of is %s", (url, isTold) => {
    expect(isAlerting(event(11200, url))).toBe(isTold);
  });
});
