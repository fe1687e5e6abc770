import { consoleLink } from "../../src/twilio/console-link";

const HEX = "0123456789abcdef0123456789abcdef";

describe("the Console's link", () => {
  it("leads to a call's and a message's log", () => {
    expect(consoleLink(`CA${HEX}`)).toBe(
      `https://www.twilio.com/console/voice/calls/logs/CA${HEX}`,
    );
    for (const sid of [`SM${HEX}`, `MM${HEX}`])
      expect(consoleLink(sid)).toBe(
        `https://www.twilio.com/console/sms/logs/${sid}`,
      );
  });

  it.each(["", "CA12", `AC${HEX}`, `CA${HEX}/../x`, `xCA${HEX}`, `SS${HEX}`])(
    "is none for %p",
    (sid) => {
      expect(consoleLink(sid)).toBeNull();
    },
  );
});
