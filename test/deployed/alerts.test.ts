import { readFileSync } from "node:fs";
import type { AlertSinks } from "../../src/cli/drill/world/alert-sinks";
import type { TwilioEmulator } from "../../src/emulator";
import type { JournalRecord } from "../../src/journal/record";
import type { Params } from "../../src/twilio/signature";
import {
  ALERTED_ONCE,
  alertsAt,
  SMS_SETTINGS,
  webhookData,
  withSinks,
} from "../support/samples/alerts";
import { startBackup, twiml } from "../support/servers/backup-server";
import {
  sharedDeployment,
  startContainer,
  type Container,
} from "../support/runtime/deployment";
import {
  emulatorSettings,
  recordsIn,
  withEmulator,
} from "../support/servers/emulator";
import {
  refusingUrl,
  startMisbehavingServer,
} from "../support/servers/misbehaving-server";
import { postSigned } from "../support/samples/post-signed";
import { waitedMs } from "../support/runtime/waited";

const APOLOGY = readFileSync("assets/voice-error.xml", "utf8");
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const CALLER = "+15551234567";

let calls = 0;
const call = (): Params => [
  ["CallSid", `CA${String(calls++).padStart(32, "0")}`],
  ["From", CALLER],
  ["To", "+15550001111"],
  ["Direction", "inbound"],
  ["ErrorCode", "11200"],
  ["ErrorUrl", "https://www.example.com/index?token=s3cret"],
];

/** Has the signature check load what it needs: the platform's own is no load on a container. */
const warmUp = ({ url }: Container) => postSigned(url, [], "not the token");

/** What a container printed until it was stopped. */
interface Printed {
  readonly log: readonly string[];
  readonly warnings: readonly string[];
}

/** The calls whose records stand in the log. */
const sidsLogged = (printed: readonly Printed[]) =>
  new Set(
    printed
      .flatMap(({ log }) => log)
      .map((line) => (JSON.parse(line) as JournalRecord).sid),
  );

/** The calls whose records stand in Sync. */
const sidsIn = (emulator: TwilioEmulator) =>
  new Set((recordsIn(emulator) as JournalRecord[]).map(({ sid }) => sid));

describe("alerts of the deployed /fallback", () => {
  const folder = sharedDeployment();

  const start = (env: Record<string, string>, aheadMs = 0) =>
    startContainer(folder(), "fallback.protected.js", env, {
      clockAheadMs: aheadMs,
    });

  /** Fails so many calls in each of so many containers, all at once. */
  const outage = async (
    env: Record<string, string>,
    containers: number,
    callsEach: number,
    aheadMs = 0,
  ) => {
    const running: Container[] = [];
    for (let n = 0; n < containers; n++) {
      const container = await start(env, aheadMs);
      await warmUp(container);
      running.push(container);
    }
    const replies = await Promise.all(
      running.flatMap(({ url }) =>
        Array.from({ length: callsEach }, () =>
          postSigned(url, call(), env["AUTH_TOKEN"] ?? ""),
        ),
      ),
    );
    for (const { status, body } of replies)
      expect({ status, body }).toEqual({ status: 200, body: APOLOGY });
    return await Promise.all(
      running.map(async (container): Promise<Printed> => {
        await container.stop();
        return {
          log: await container.logged(callsEach),
          warnings: await container.warned(0),
        };
      }),
    );
  };

  const withAll = (
    test: (emulator: TwilioEmulator, sinks: AlertSinks) => Promise<void>,
  ) => withSinks((sinks) => withEmulator((emulator) => test(emulator, sinks)));

  it(
    "are one on each channel for 500 failures in 10 containers, and in the next window one more",
    () =>
      withAll(async (emulator, sinks) => {
        const env = {
          ...emulatorSettings(emulator),
          ...sinks.settings,
          ...SMS_SETTINGS,
          ALERT_WINDOW_MINUTES: "60",
          ALERT_REPEAT_MINUTES: "5",
        };
        const toNextHourMs = HOUR_MS - (Date.now() % HOUR_MS);
        const before = toNextHourMs + HOUR_MS - 10 * MINUTE_MS;
        const first = sidsLogged(await outage(env, 10, 50, before));
        expect(first.size).toBe(500);
        expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);
        const kept = sidsIn(emulator);
        const later = await outage(env, 2, 1, before + 15 * MINUTE_MS);
        expect(alertsAt(sinks, emulator)).toEqual({
          sms: 4,
          email: 2,
          slack: 2,
          pagerduty: 2,
          webhook: 2,
        });
        const [, second] = webhookData(sinks);
        expect(second).toMatchObject({
          severity: "critical",
          windowMinutes: 60,
        });
        // All 500 and one or both of the later two; on a machine so busy that Sync answers some
        // writes too late, whatever stands in Sync.
        const all = new Set([...sidsIn(emulator), ...sidsLogged(later)]);
        expect(second?.count).toBeGreaterThanOrEqual(kept.size + 1);
        expect(second?.count).toBeLessThanOrEqual(all.size);
        expect(JSON.stringify(sinks.alerts)).not.toContain(CALLER.slice(1));
      }),
    90_000,
  );

  it(
    "are at most one from each container while Sync is down",
    () =>
      withSinks(async (sinks) => {
        const env = {
          ACCOUNT_SID: "AC1",
          AUTH_TOKEN: "0".repeat(32),
          TWILIO_EMULATOR_URL: await refusingUrl(),
          ...sinks.settings,
          ALERT_WINDOW_MINUTES: "1440",
        };
        await outage(env, 4, 25);
        expect(alertsAt(sinks)).toEqual({
          email: 4,
          slack: 4,
          pagerduty: 4,
          webhook: 4,
        });
      }),
    60_000,
  );

  it("that are refused by SMS are named in the log, number by number", () =>
    withAll(async (emulator, sinks) => {
      const [printed] = await outage(
        {
          ...emulatorSettings(emulator),
          ...sinks.settings,
          ...SMS_SETTINGS,
          ALERT_SMS_TO: "+15550142671,+1999",
        },
        1,
        1,
      );
      expect(alertsAt(sinks, emulator)).toEqual({ ...ALERTED_ONCE, sms: 1 });
      expect(printed?.warnings).toEqual([
        "Alert not sent by sms to +1999: 400 21211 Invalid 'To' Phone Number: +1999",
      ]);
    }));

  it("follow no redirect, so that no other host is told a key", () =>
    withEmulator(async (emulator) => {
      const stranger = await startBackup(twiml("<Response/>"), "");
      const provider = await startBackup((_, response) => {
        response.writeHead(307, { Location: `${stranger.url}/take` }).end();
      }, "");
      const { url } = provider;
      const env = {
        ...emulatorSettings(emulator),
        ALERT_EMAIL_TO: "on-call@example.com",
        ALERT_EMAIL_FROM: "fallback@example.com",
        SENDGRID_API_KEY: "SG.s3cretkey",
        SENDGRID_API_URL: url,
        ALERT_SLACK_WEBHOOK_URL: `${url}/services/T0/B0/s3cretpart`,
        ALERT_PAGERDUTY_ROUTING_KEY: "s3cretroutingkey",
        PAGERDUTY_EVENTS_URL: url,
        ALERT_WEBHOOK_URL: `${url}/in`,
      };
      const [printed] = await outage(env, 1, 1);
      expect(provider.asked).toHaveLength(4);
      expect(stranger.asked).toEqual([]);
      expect(printed?.warnings).toHaveLength(4);
      for (const warning of printed?.warnings ?? [])
        expect(warning).toMatch(/^Alert not sent by \w+: 307$/);
      await Promise.all([provider.stop(), stranger.stop()]);
    }));

  it("that hang cost the caller no more than the budget, and soon nothing", () =>
    withEmulator(async (emulator) => {
      const hanging = await startMisbehavingServer(
        "hangs after the connection",
      );
      const container = await start({
        ...emulatorSettings(emulator),
        ALERT_WEBHOOK_URL: hanging.url,
        RESPONSE_BUDGET_MS: "1500",
      });
      const ask = async () => {
        const { url } = container;
        const { body } = await postSigned(url, call(), emulator.authToken);
        expect(body).toBe(APOLOGY);
      };
      await warmUp(container);
      for (let calls = 0; calls < 2; calls++)
        expect(await waitedMs(ask, container.pid)).toBeLessThan(1500);
      const asked = hanging.connections();
      await ask();
      expect(hanging.connections()).toBe(asked);
      await container.stop();
      await hanging.stop();
    }));
});
