import fc from "fast-check";
import { lastWords } from "../../src/fallback/last-words";
import { readRequest } from "../../src/invocation/failed-request";
import { checkTwiml } from "../../src/twilio/check-twiml";
import { generalWords } from "../support/samples/general-words";

const SILENCE = "<Response/>";
const HANG_UP = "<Response><Hangup/></Response>";
const WAIT_ON = '<Response><Pause length="30"/></Response>';
const FAILED = {
  ErrorCode: "11200",
  ErrorUrl: "https://www.example.com/index",
  To: "+15550001111",
};
const CALL = { ...FAILED, CallSid: "CA1", From: "+14155550123" };
const MESSAGE = { ...FAILED, MessageSid: "SM1", From: "+14155550123" };

const wordsFor = (event: Record<string, unknown>) =>
  lastWords(readRequest(event));

describe("the last words", () => {
  it.each<[string, Record<string, string>, string]>([
    [
      "a status of our message",
      { ...MESSAGE, MessageStatus: "delivered" },
      SILENCE,
    ],
    ["an older one", { ...MESSAGE, SmsStatus: "undelivered" }, SILENCE],
    [
      "a status with its own error",
      { MessageSid: "SM1", MessageStatus: "undelivered", ErrorCode: "30003" },
      SILENCE,
    ],
    [
      "a recording that is ready",
      { ...CALL, RecordingStatus: "completed" },
      SILENCE,
    ],
    ["a transcription", { ...CALL, TranscriptionStatus: "failed" }, SILENCE],
    [
      "an event of a conference",
      { ...CALL, StatusCallbackEvent: "participant-leave" },
      SILENCE,
    ],
    ["a Conversation", { ...FAILED, ConversationSid: "CH1" }, SILENCE],
    ...["completed", "busy", "failed", "no-answer", "canceled"].map(
      (status): [string, Record<string, string>, string] => [
        `a call that is ${status}`,
        { ...CALL, CallStatus: status },
        SILENCE,
      ],
    ),
    [
      "a whisper",
      { ...CALL, Direction: "outbound-dial", ParentCallSid: "CA2" },
      SILENCE,
    ],
    ["a talk that is over", { ...CALL, DialCallStatus: "completed" }, HANG_UP],
    [
      "a talk that was answered",
      { ...CALL, DialCallStatus: "answered" },
      HANG_UP,
    ],
    ["a queue", { ...CALL, QueueSid: "QU1", QueuePosition: "3" }, WAIT_ON],
    ["an opt-out", { ...MESSAGE, OptOutType: "STOP" }, SILENCE],
    ["a call for help", { ...MESSAGE, OptOutType: "HELP" }, SILENCE],
    [
      "a message answered with nothing",
      { ...MESSAGE, ErrorCode: "11770" },
      SILENCE,
    ],
    [
      "a message answered with JSON",
      { ...MESSAGE, ErrorCode: "12300" },
      SILENCE,
    ],
    ...["32665", "123", "12345678", "DHL", "My Shop 24", "", " "].map(
      (from): [string, Record<string, string>, string] => [
        `a machine that calls itself "${from}"`,
        { ...MESSAGE, From: from },
        SILENCE,
      ],
    ),
  ])("to %s are none", (_, event, twiml) => {
    expect(wordsFor(event)).toMatchObject({ outcome: "silent", twiml });
  });

  it.each<[string, Record<string, string>]>([
    ["a caller", CALL],
    ["a caller who hangs on", { ...CALL, CallStatus: "in-progress" }],
    [
      "a caller whose dialled number is busy",
      { ...CALL, DialCallStatus: "busy" },
    ],
    [
      "a caller who left a queue",
      { ...CALL, QueuePosition: "1", QueueResult: "leave" },
    ],
    ["a call that we made", { ...CALL, Direction: "outbound-api" }],
    ["a call that nobody forwarded", { ...CALL, Direction: "outbound-dial" }],
    ["a caller whose document was empty", { ...CALL, ErrorCode: "11770" }],
    ["a caller who withholds it", { ...CALL, From: "anonymous" }],
    [
      "an empty parameter",
      {
        ...CALL,
        MessageStatus: "",
        DialCallStatus: "",
        QueuePosition: "",
        OptOutType: "",
      },
    ],
    ["a call within a Conversation", { ...CALL, ConversationSid: "CH1" }],
    ["nobody we know", { FallbackRehearsal: "" }],
  ])("to %s are those of a call", (_, event) => {
    expect(wordsFor(event)).toEqual({
      outcome: "apologized",
      twiml: generalWords("voice"),
      mayRecover: true,
      isOnceAnHour: false,
    });
  });

  it.each([
    "+14155550123",
    "whatsapp:+14155550123",
    "messenger:4711",
    "rcs:x",
    "123456789",
    "12",
  ])("to a message of %s are said once an hour", (From) => {
    expect(wordsFor({ ...MESSAGE, From, SmsStatus: "received" })).toEqual({
      outcome: "apologized",
      twiml: generalWords("messaging"),
      mayRecover: true,
      isOnceAnHour: true,
    });
  });

  it("of a rehearsal are said each time", () => {
    expect(wordsFor({ ...MESSAGE, FallbackRehearsal: "" }).isOnceAnHour).toBe(
      false,
    );
  });

  it("come after recovery, but where the primary has taken the message", () => {
    const taken = { ...MESSAGE, ErrorCode: "11770" };
    expect(wordsFor(taken).mayRecover).toBe(false);
    // It has taken no status: there is no reply to it.
    expect(wordsFor({ ...taken, MessageStatus: "sent" }).mayRecover).toBe(true);
    expect(wordsFor({ ...MESSAGE, From: "DHL" }).mayRecover).toBe(true);
  });

  it("are valid for their channel, whatever the parameters", () => {
    const value = fc.oneof(
      fc.constantFrom(
        "",
        "received",
        "completed",
        "answered",
        "delivered",
        "outbound-dial",
        "outbound-api",
        "11770",
        "12300",
        "CA1",
        "32665",
        "+14155550123",
      ),
      fc.string(),
    );
    const names =
      "CallSid MessageSid SmsSid SmsMessageSid MessageStatus SmsStatus RecordingStatus TranscriptionStatus StatusCallbackEvent ConversationSid CallStatus Direction ParentCallSid DialCallStatus QueuePosition QueueResult OptOutType ErrorCode From To FallbackRehearsal FallbackFor".split(
        " ",
      );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...names),
          fc.oneof(value, fc.array(value, { maxLength: 3 })),
        ),
        (event) => {
          const request = readRequest(event);
          const { outcome, twiml, isOnceAnHour } = lastWords(request);
          const isMessage = request.failure.channel === "messaging";
          const channel = isMessage ? "messaging" : "voice";
          expect(checkTwiml(twiml, channel)).toBeNull();
          expect(outcome === "apologized").toBe(
            twiml === generalWords(channel),
          );
          if (isOnceAnHour) expect(outcome).toBe("apologized");
          if (isMessage) expect(twiml).not.toMatch(/Hangup|Pause/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
