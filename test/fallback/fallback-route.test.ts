import fc from "fast-check";
import { generalWords } from "../support/samples/general-words";
import { fallbackRoute } from "../../src/fallback/fallback-route";
import { replyAlways } from "../../src/invocation/reply-always";
import { coldMemory } from "../../src/invocation/start-invocation";
import type { accessTo } from "../support/servers/emulator";
import { recordsIn, withEmulator } from "../support/servers/emulator";
import { captured } from "../support/samples/fixtures";

/** To a message whose sender is none. */
const SILENCE = "<Response/>";
const lines: string[] = [];
const warnings: string[] = [];

beforeEach(() => {
  lines.length = 0;
  warnings.length = 0;
  jest.spyOn(console, "log").mockImplementation((line: string) => {
    lines.push(line);
  });
  jest.spyOn(console, "warn").mockImplementation((line: string) => {
    warnings.push(line);
  });
});
afterEach(() => jest.restoreAllMocks());

const contextFor = (emulator: Parameters<typeof accessTo>[0]) => ({
  ACCOUNT_SID: emulator.accountSid,
  AUTH_TOKEN: emulator.authToken,
  TWILIO_EMULATOR_URL: emulator.url,
});

/** What Twilio reads in the reply. */
const answerTo = async (
  context: Readonly<Record<string, unknown>>,
  event: unknown,
  memory = coldMemory(),
) => {
  const reply = await replyAlways(fallbackRoute(), context, event, memory);
  expect(reply).toMatchObject({
    status: 200,
    headers: { "Content-Type": "text/xml" },
  });
  return reply.body;
};

describe("/fallback", () => {
  it("answers, journals and logs a captured request", () =>
    withEmulator(async (emulator) => {
      const twiml = await answerTo(
        contextFor(emulator),
        captured("voice-fallback-11200"),
      );
      expect(twiml).toBe(generalWords("voice"));
      const [record] = recordsIn(emulator);
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
        { ...(record as object), journaled: true },
      ]);
    }));

  it("reports a bad setting once a container, without its value, and answers", async () => {
    const memory = coldMemory();
    const context = { BACKUP_METHOD: "s3cret" };
    expect(await answerTo(context, {}, memory)).toBe(generalWords("voice"));
    await answerTo(context, {}, memory);
    expect(warnings).toEqual([
      "Bad setting BACKUP_METHOD: expected POST or GET",
    ]);
  });

  it("answers on the right channel, and loses nothing, where its wiring fails", async () => {
    const context = {
      get BACKUP_ORIGINS(): string {
        throw new Error("no environment");
      },
    };
    const event = captured("message-fallback-11210");
    expect(await answerTo(context, event)).toBe(generalWords("messaging"));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        sid: event["MessageSid"],
        from: "+1••••••0199",
        errorCode: 11210,
        journaled: false,
        reason: "Error: no environment",
      }),
    ]);
  });

  it("answers and logs one line, of JSON, whatever the parameters", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.oneof(
            fc.constantFrom(
              "CallSid",
              "MessageSid",
              "ErrorCode",
              "ErrorUrl",
              "From",
              "To",
              "Direction",
              "request",
              "__proto__",
            ),
            fc.string(),
          ),
          fc.oneof(
            fc.string({ unit: "binary" }),
            fc.array(fc.string()),
            fc.object(),
            fc.webUrl(),
          ),
        ),
        async (event) => {
          lines.length = 0;
          const twiml = await answerTo({}, event);
          expect([
            generalWords("voice"),
            generalWords("messaging"),
            SILENCE,
          ]).toContain(twiml);
          expect(lines).toHaveLength(1);
          expect(JSON.parse(lines[0] ?? "")).toMatchObject({
            v: 1,
            journaled: false,
          });
        },
      ),
    );
  });
});
