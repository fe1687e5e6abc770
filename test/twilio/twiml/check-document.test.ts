import twilio from "twilio";
import { checkDocument } from "../../../src/twilio/twiml/check-document";

const faultsOf = (text: string | Buffer, channel: "voice" | "messaging") =>
  checkDocument(Buffer.from(text), channel).faults.map(
    ({ line, column, reason }) => `${line}:${column} ${reason}`,
  );

describe("checkDocument", () => {
  it("accepts what the SDK writes, whatever it is", () => {
    const voice = new twilio.twiml.VoiceResponse();
    const say = voice.say({ voice: "Polly.Joanna", language: "en-US" }, "Hi");
    say.prosody({ rate: "slow" }, "slowly");
    say.sayAs({ "interpret-as": "telephone" }, "5550100");
    voice
      .gather({ input: ["dtmf", "speech"], numDigits: 1, action: "/x" })
      .say("Press 1");
    const dial = voice.dial({ timeout: 20, record: "record-from-answer" });
    dial.number({ statusCallbackEvent: ["ringing", "answered"] }, "+15550100");
    dial.conference({ startConferenceOnEnter: true, beep: "false" }, "Room");
    voice.connect().stream({ url: "wss://example.com" }).parameter({
      name: "a",
      value: "b",
    });
    voice.enqueue({ waitUrl: "/wait" }, "support").task({ priority: 1 }, "{}");
    voice.hangup();
    expect(faultsOf(voice.toString(), "voice")).toEqual([]);

    const messaging = new twilio.twiml.MessagingResponse();
    const message = messaging.message({ to: "+15550100" }, "Hello");
    message.media("https://example.com/a.png");
    messaging.redirect({ method: "GET" }, "/next");
    expect(faultsOf(messaging.toString(), "messaging")).toEqual([]);
  });

  it.each([
    [
      "a verb",
      "<Response>\n <Sya>Hi</Sya></Response>",
      "2:2 <Sya>: did you mean <Say>?",
    ],
    [
      "a noun",
      "<Response><Dial>\n<Nubmer>+1</Nubmer></Dial></Response>",
      "2:1 <Nubmer>: did you mean <Number>?",
    ],
    [
      "an attribute",
      '<Response>\n<Say langauge="en-US">Hi</Say></Response>',
      "2:6 langauge: did you mean language?",
    ],
    [
      "a listed value",
      '<Response><Say language="en-UX">Hi</Say></Response>',
      '1:16 language="en-UX": did you mean "en-US"?',
    ],
    [
      "one value of several",
      '<Response><Gather input="dtmf speach" action="/x"/></Response>',
      '1:19 input="speach": did you mean "speech"?',
    ],
    [
      "a method",
      '<Response><Redirect method="get">/x</Redirect></Response>',
      '1:21 method="get": did you mean "GET"?',
    ],
    [
      "a number",
      '<Response><Pause length="two"/></Response>',
      '1:18 length="two": write a number',
    ],
    [
      "a boolean",
      '<Response><Dial hangupOnStar="yes">+1</Dial></Response>',
      '1:17 hangupOnStar="yes": write true or false',
    ],
    [
      "a noun without its verb",
      "<Response><Number>+1</Number></Response>",
      "1:11 <Number> cannot stand in <Response>: put it in <Dial>",
    ],
    [
      "text without an element",
      "<Response>Hello</Response>",
      '1:1 <Response> takes no text: put "Hello" into an element that does',
    ],
    [
      "an empty Dial",
      "<Response>\n<Dial></Dial></Response>",
      "2:1 <Dial> is empty: write whom to call",
    ],
    [
      "an attribute where there are none",
      '<Response><Hangup now="true"/></Response>',
      "1:19 <Hangup> takes no attributes: leave out now",
    ],
  ])("refuses %s that Twilio does not know", (_, text, fault) => {
    expect(faultsOf(text, "voice")).toEqual([fault]);
  });

  it("only warns of a voice that the types do not have", () => {
    const text =
      '<Response><Say voice="Polly.Newest-Neural">Hi</Say></Response>';
    const { faults } = checkDocument(Buffer.from(text), "voice");
    expect(faults).toEqual([
      expect.objectContaining({ isWarning: true, line: 1, column: 16 }),
    ]);
  });

  it.each([
    [
      "<Response>\n<Message></Message></Response>",
      "2:1 <Message> is empty: write what to send",
    ],
    [
      `<Response><Message>${"x".repeat(1704)}</Message></Response>`,
      "1:11 the message has 1704 characters; Twilio sends 1600: make it shorter",
    ],
    [
      "<Response><Say>Hi</Say></Response>",
      "1:11 <Say> cannot stand in <Response> of a messaging document: write one of Message, Redirect, Sms",
    ],
  ])("refuses a message that Twilio would not send (%#)", (text, fault) => {
    expect(faultsOf(text, "messaging")).toEqual([fault]);
  });

  it("takes <Sms>, and a message of media alone", () => {
    expect(faultsOf("<Response><Sms>Hi</Sms></Response>", "messaging")).toEqual(
      [],
    );
    const media =
      "<Response><Message><Media>https://example.com/a.png</Media></Message></Response>";
    expect(faultsOf(media, "messaging")).toEqual([]);
  });

  it.each([
    [
      "UTF-16 declared",
      '<?xml version="1.0" encoding="utf-16"?>\n<Response/>',
      '1:21 it declares the encoding utf-16, and is UTF-8: write encoding="UTF-8"',
    ],
    [
      "Latin-1 bytes",
      Buffer.from("<Response>\n<Say>Désolé</Say></Response>", "latin1"),
      "2:7 it is not UTF-8: save the file as UTF-8",
    ],
    [
      "UTF-16 bytes",
      Buffer.from("\uFEFF<Response/>", "utf16le"),
      "1:1 it is UTF-16: save the file as UTF-8",
    ],
    [
      "XML 1.1",
      '<?xml version="1.1"?><Response/>',
      '1:7 it is XML 1.1, and Twilio takes 1.0: write version="1.0"',
    ],
    [
      "white space first",
      '\n <?xml version="1.0"?><Response/>',
      "2:2 white space stands before the declaration: let the file begin with <?xml",
    ],
    [
      "a bare ampersand",
      "<Response>\n<Say>a\nfish & chips</Say>\n\n</Response>",
      "3:6 an & stands alone: write &amp;",
    ],
    [
      "too many bytes",
      `<Response>${" ".repeat(70_000)}</Response>`,
      "1:1 it has 70021 bytes; Twilio takes 65536: make it shorter",
    ],
    [
      "another root",
      "<response/>",
      "1:1 the root is <response>: write <Response>",
    ],
  ])("refuses %s", (_, text, fault) => {
    expect(faultsOf(text, "voice")).toEqual([fault]);
  });

  it("reads an ampersand in a comment or in CDATA as itself", () => {
    const text =
      "<Response><!-- a & b --><Say><![CDATA[a & b]]> &amp; &#38;</Say></Response>";
    expect(faultsOf(text, "voice")).toEqual([]);
  });
});
