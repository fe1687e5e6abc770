import { readFileSync } from "node:fs";
import type { JournalRecord } from "../../src/journal/record";
import type { Params } from "../../src/twilio/signature";
import { SMS_SETTINGS, withSinks } from "../support/samples/alerts";
import { startBackup, twiml } from "../support/servers/backup-server";
import {
  sharedDeployment,
  startContainer,
} from "../support/runtime/deployment";
import {
  emulatorSettings,
  recordsIn,
  withEmulator,
} from "../support/servers/emulator";
import { postSigned } from "../support/samples/post-signed";
import { waitedMs } from "../support/runtime/waited";

const APOLOGY = readFileSync("assets/voice-error.xml", "utf8");
const MARK = "0wned";

/** What a caller may write wherever a caller writes. */
const HOSTILE = {
  "a second line of the log": `x\r\n{"v":1,"outcome":"${MARK}"}\u2028\u0085{}`,
  "a terminal's sequences": `\u001B[2J\u001B]0;${MARK}\u0007\u009B31m`,
  TwiML: `</Say><Dial>+1900${MARK}</Dial><Say>&${MARK};<![CDATA[`,
  "HTML and Slack's markup": `<script>${MARK}</script><!channel> <https://${MARK}|x>`,
  "a header": `x\r\nSet-Cookie: ${MARK}=1\r\n\r\n<Response/>`,
  "a formula": `=HYPERLINK("https://${MARK}.example")`,
  "a template": `\${process.env.AUTH_TOKEN} {{${MARK}}} %s %o $& $1`,
  "half a character": `\uD800${MARK}\uFFFF`,
} as const;

describe("the deployed /fallback, given a hostile caller", () => {
  const folder = sharedDeployment();

  it.each(Object.entries(HOSTILE))(
    "makes of %s one record and one line of the log, and no word of a reply or an alert",
    (_, text) =>
      withSinks((sinks) =>
        withEmulator(async (emulator) => {
          const container = await startContainer(
            folder(),
            "fallback.protected.js",
            {
              ...emulatorSettings(emulator),
              ...sinks.settings,
              ...SMS_SETTINGS,
            },
          );
          const written: Params = [
            "From Caller Body CallerName FromCity ForwardedFrom StirVerstat SipHeader_X-Evil",
            "SpeechResult Digits ApiVersion Direction ParentCallSid __proto__",
          ]
            .join(" ")
            .split(" ")
            .map((name) => [name, text.toWellFormed()]);
          const reply = await postSigned(
            container.url,
            [
              ["CallSid", "CA1"],
              ["To", text.replaceAll(MARK, "")],
              ["ErrorCode", "11200"],
              ...written,
            ],
            emulator.authToken,
          );
          await container.stop();
          expect(reply).toMatchObject({ status: 200, body: APOLOGY });
          const log = await container.logged(0);
          expect(log).toHaveLength(1);
          expect(log[0]).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(JSON.parse(log[0] ?? "")).toMatchObject({
            sid: "CA1",
            journaled: true,
          });
          expect(recordsIn(emulator)).toHaveLength(1);
          const told = [sinks.alerts, emulator.messages.sent];
          expect(sinks.alerts).toHaveLength(4);
          expect(emulator.messages.sent).toHaveLength(2);
          expect(JSON.stringify([told, log])).not.toContain(MARK);
        }),
      ),
  );

  it("asks no host that a caller names, but passes on what was said", () =>
    withEmulator(async (emulator) => {
      const stranger = await startBackup(twiml("<Response/>"), "");
      const backup = await startBackup(
        twiml("<Response/>"),
        emulator.authToken,
      );
      const container = await startContainer(
        folder(),
        "fallback.protected.js",
        {
          ...emulatorSettings(emulator),
          BACKUP_ORIGINS: backup.url,
        },
      );
      const written: Params = [
        ["Body", stranger.url],
        ["From", `sip:x@${new URL(stranger.url).host}`],
        ["MediaUrl0", stranger.url],
        ["RecordingUrl", stranger.url],
        ["Url", stranger.url],
      ];
      await postSigned(
        container.url,
        [
          ["CallSid", "CA1"],
          ...written,
          ["ErrorUrl", `https://www.example.com//${stranger.url}`],
        ],
        emulator.authToken,
      );
      expect(backup.asked).toMatchObject([
        { isValid: true, form: Object.fromEntries(written) },
      ]);
      expect(stranger.asked).toEqual([]);
      expect(recordsIn(emulator) as JournalRecord[]).toMatchObject([
        { recoveredBy: backup.url },
      ]);
      await container.stop();
      await Promise.all([stranger.stop(), backup.stop()]);
    }));

  it("answers in time, and alerts, whatever the URL is like that failed", () =>
    withSinks((sinks) =>
      withEmulator(async (emulator) => {
        const container = await startContainer(
          folder(),
          "fallback.protected.js",
          { ...emulatorSettings(emulator), ...sinks.settings },
        );
        const letters = Array.from({ length: 20_000 }, (_, i) =>
          String.fromCodePoint(0x4e00 + i),
        ).join("");
        const urls = [
          `https://${letters}/x`,
          // Cut in the middle of its last label, it is no URL.
          `https://${"a".repeat(2003)}.bücher-straße-münchen-zürich/`,
          `https://www.example.com/${"../".repeat(20_000)}`,
        ];
        for (const url of urls) {
          const ask = async () => {
            const { body } = await postSigned(
              container.url,
              [
                ["CallSid", "CA1"],
                ["ErrorCode", "11200"],
                ["ErrorUrl", url],
              ],
              emulator.authToken,
            );
            expect(body).toBe(APOLOGY);
          };
          expect(await waitedMs(ask, container.pid)).toBeLessThan(2000);
        }
        expect(await container.warned(0)).toEqual([]);
        expect(
          sinks.alerts.filter(({ sink }) => sink === "webhook"),
          // Two of them have no host that could be named: they are one incident.
        ).toHaveLength(urls.length - 1);
        await container.stop();
      }),
    ));
});
