import twilio from "twilio";
import { checkTwiml } from "../../src/twilio/check-twiml";

describe("checkTwiml", () => {
  it("accepts every verb that the SDK can write, on its own channel", () => {
    const voice = new twilio.twiml.VoiceResponse();
    voice.say("Hello");
    voice.gather({ action: "/x" }).say("Press 1");
    voice.dial().conference("Room");
    voice.connect().stream({ url: "wss://example.com" });
    voice.pay({});
    voice.record();
    voice.hangup();
    expect(checkTwiml(voice.toString(), "voice")).toBeNull();

    const messaging = new twilio.twiml.MessagingResponse();
    messaging.message("Hello").media("https://example.com/a.png");
    messaging.redirect("/next");
    expect(checkTwiml(messaging.toString(), "messaging")).toBeNull();
  });

  it.each([
    ["voice", "<Response>\n<Message>Hi</Message></Response>", 2, "<Message>"],
    ["messaging", "<Response><Say>Hi</Say></Response>", 1, "<Say>"],
    ["voice", "<response/>", 1, "<response>, not <Response>"],
    [
      "voice",
      "<Response>\n\n<Say>Tom &nbsp; Jerry</Say></Response>",
      3,
      "entity",
    ],
    ["voice", "<Response><Say>Hi</Response>", 1, "<Say> is not closed"],
    ["voice", ' <?xml version="1.0"?><Response/>', 1, "XML declaration"],
    ["voice", "", 1, "root element"],
    ["voice", "<Response>Hello</Response>", 1, "text outside of any verb"],
    ["voice", `<Response>${" ".repeat(66_000)}</Response>`, 1, "larger"],
  ] as const)(
    "refuses what %s would not take (%#)",
    (channel, text, line, reason) => {
      expect(checkTwiml(text, channel)).toMatchObject({
        line,
        reason: expect.stringContaining(reason) as string,
      });
    },
  );
});
