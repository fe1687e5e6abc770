import type { CheckedBackup } from "../../../src/cli/drill/backups/drill-backups";
import { refusingUrl, type TwilioEmulator } from "../../../src/emulator";
import { sharedDeployment } from "../../support/runtime/deployment";
import { startDeployedService } from "../../support/runtime/deployed-service";
import { runHere } from "../../support/runtime/in-process";
import {
  startBackup,
  twiml,
  type Handler,
} from "../../support/servers/backup-server";
import { emulatorSettings, withEmulator } from "../../support/servers/emulator";

const PRIMARY = "https://www.example.com";
const answer =
  (status: number, type: string, body: string): Handler =>
  (_, response) => {
    response.writeHead(status, { "Content-Type": type }).end(body);
  };
const onlySigned: Handler = (asked, response) => {
  if (asked.isValid) twiml(GOOD[channelOf(asked.form)])(asked, response);
  else answer(403, "text/plain", "Invalid signature")(asked, response);
};
const channelOf = (form: object) => ("CallSid" in form ? "voice" : "messaging");
const GOOD = {
  voice: '<Response><Gather action="next"><Say>Hello</Say></Gather></Response>',
  messaging: "<Response><Message>Hello</Message></Response>",
};

/** Each broken kind: the channel, how it answers, and what must be said of it. */
const BROKEN: Readonly<
  Record<string, [channel: "voice" | "messaging", Handler, says: RegExp]>
> = {
  "wrong-token": [
    "voice",
    answer(403, "text/plain", "Invalid signature"),
    /403.*another auth token/,
  ],
  unauthorized: ["voice", answer(401, "text/plain", ""), /401/],
  "not-there": ["voice", answer(404, "text/plain", ""), /404.*same paths/],
  crashed: ["messaging", answer(500, "text/plain", ""), /error \(500/],
  overloaded: ["messaging", answer(503, "text/plain", ""), /error \(503/],
  "login-page": [
    "voice",
    answer(200, "text/html", "<!doctype html><p>Log in"),
    /no TwiML.*a page, or a login/,
  ],
  "login-redirect": [
    "voice",
    (asked, response) => {
      if (asked.path.startsWith("/login"))
        answer(200, "text/html", "<p>Log in")(asked, response);
      else response.writeHead(302, { Location: "/login" }).end();
    },
    /a page, or a login/,
  ],
  json: ["voice", answer(200, "application/json", "{}"), /no TwiML/],
  "broken-xml": [
    "voice",
    answer(200, "text/xml", "<Response><Say>"),
    /no TwiML/,
  ],
  "wrong-root": ["voice", answer(200, "text/xml", "<Twiml/>"), /no TwiML/],
  image: ["messaging", answer(200, "image/png", "png"), /no TwiML/],
  "too-large": [
    "voice",
    answer(
      200,
      "text/xml",
      `<Response><!--${"x".repeat(70_000)}--></Response>`,
    ),
    /too much/,
  ],
  slow: ["voice", () => undefined, /timed out/],
  reset: [
    "voice",
    (_, response) => response.socket?.destroy(),
    /could not be reached/,
  ],
  loop: [
    "voice",
    (_, response) => {
      response.writeHead(302, { Location: "/loop" }).end();
    },
    /redirected too often/,
  ],
  "voice-verbs": [
    "messaging",
    twiml("<Response><Say>Hello</Say></Response>"),
    /<Say> is no messaging verb/,
  ],
  "message-verbs": [
    "voice",
    twiml("<Response><Message>Hello</Message></Response>"),
    /<Message> is no voice verb/,
  ],
  "unknown-verb": [
    "voice",
    twiml("<Response><say>Hello</say></Response>"),
    /<say> is no voice verb/,
  ],
};

interface Result {
  readonly ok: boolean;
  readonly checked: readonly CheckedBackup[];
}

describe("drill --backups --every-primary", () => {
  const folder = sharedDeployment();

  const drill = async (
    emulator: TwilioEmulator,
    backup: string,
    args: readonly string[] = [],
  ): Promise<{ code: number; result: Result }> => {
    const known = emulatorSettings(emulator);
    const env = { ...known, BACKUP_ORIGINS: backup, ATTEMPT_TIMEOUT_MS: "400" };
    const service = await startDeployedService(folder(), env);
    const target = ["drill", "--target", service.url];
    const all = [...target, "--backups", "--every-primary", "--json", ...args];
    const { code, stdout, stderr } = await runHere(all, { environment: known });
    await service.stop();
    expect(stderr).toBe("");
    return { code, result: JSON.parse(stdout) as Result };
  };

  it(
    "names what is wrong with each broken backup, and accuses none that would do",
    () =>
      withEmulator(async (emulator) => {
        const { phoneNumbers } = emulator.account;
        const dead = await refusingUrl();
        const leadsNowhere = `<Response><Redirect>${dead}/next</Redirect></Response>`;
        const broken = {
          ...BROKEN,
          "dead-link": [
            "voice",
            twiml(leadsNowhere),
            /does not answer/,
          ] as const,
        };
        const good = await startBackup(onlySigned, emulator.authToken);
        const backups = [good];
        const entries = [`${PRIMARY}=>${good.url}`];
        let number = 5_550_000;
        const add = (channel: "voice" | "messaging", url: string) =>
          phoneNumbers.add({
            phone_number: `+1415${number++}`,
            [channel === "voice" ? "voice_url" : "sms_url"]: url,
          });
        for (const [name, [channel, handler]] of Object.entries(broken)) {
          const backup = await startBackup(handler, emulator.authToken);
          backups.push(backup);
          entries.push(`https://${name}.example.com=>${backup.url}`);
          add(channel, `https://${name}.example.com/hook#rc=0`);
        }
        for (let n = 0; n < 100; n++)
          add(n % 2 === 0 ? "voice" : "messaging", `${PRIMARY}/good/${n}`);
        const { code, result } = await drill(emulator, entries.join(","));
        await Promise.all(backups.map((backup) => backup.stop()));

        const of = (name: string) =>
          result.checked.filter(({ url }) => new URL(url).hostname === name);
        const said = Object.entries(broken).map(([name, [, , says]]) => {
          const words = of(`${name}.example.com`).flatMap((one) => one.broken);
          return [name, words.some((word) => says.test(word)), words];
        });
        expect(said.filter(([, isRight]) => !isRight)).toEqual([]);
        expect(of("www.example.com")).toHaveLength(100);
        expect(
          of("www.example.com").filter((one) => one.broken.length > 0),
        ).toEqual([]);
        expect({ code, ok: result.ok }).toEqual({ code: 1, ok: false });
      }),
    120_000,
  );

  it(
    "asks for each URL once, and leaves out what is named and what cannot fail",
    () =>
      withEmulator(async (emulator) => {
        const { phoneNumbers, applications } = emulator.account;
        const backup = await startBackup(onlySigned, emulator.authToken);
        const voice_url = `${PRIMARY}/voice`;
        const app = applications.add({ friendly_name: "App", voice_url });
        phoneNumbers.add({ phone_number: "+14155550100", voice_url });
        phoneNumbers.add({
          phone_number: "+14155550101",
          voice_url: `${PRIMARY}/governed`,
          voice_application_sid: app,
        });
        phoneNumbers.add({
          phone_number: "+14155550102",
          sms_url: `${PRIMARY}/left-out`,
        });
        const args = ["--except", "+14155550102"];
        const { code, result } = await drill(emulator, backup.url, args);
        await backup.stop();
        expect(code).toBe(0);
        expect(result.checked).toMatchObject([
          {
            channel: "voice",
            url: voice_url,
            names: expect.arrayContaining(["App", "+14155550100"]) as string[],
            recoveredBy: backup.url,
            heard: ["“Hello”", "(is asked for input)"],
            broken: [],
          },
        ]);
        expect(backup.asked.map(({ path }) => path)).toContain("/voice");
        expect(emulator.sync.documentNames()).toEqual([]);
      }),
    60_000,
  );

  it("says where no backup serves a primary", () =>
    withEmulator(async (emulator) => {
      emulator.account.phoneNumbers.add({
        phone_number: "+14155550100",
        voice_url: `${PRIMARY}/voice`,
      });
      const { code, result } = await drill(emulator, "");
      expect(code).toBe(1);
      expect(result.checked[0]?.broken).toEqual([
        "no backup was asked: none of BACKUP_ORIGINS serves it",
      ]);
    }));
});
