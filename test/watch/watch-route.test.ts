import { emptyAlertMemory } from "../../src/alerts/memory";
import { alerting } from "../../src/alerts/start-alert";
import type { TwilioEmulator } from "../../src/emulator";
import { readSettings } from "../../src/invocation/read-settings";
import { replyAlways } from "../../src/invocation/reply-always";
import { coldMemory } from "../../src/invocation/start-invocation";
import {
  journalRecord,
  type Failure,
  type Outcome,
} from "../../src/journal/record";
import { privacyOf } from "../../src/journal/privacy";
import { journalBreaker, syncJournal } from "../../src/journal/sync-journal";
import { startBudget } from "../../src/resilience/budget";
import { createRestClient } from "../../src/twilio/rest";
import { watchRoute } from "../../src/watch/watch-route";
import {
  ALERTED_ONCE,
  alertsAt,
  SMS_SETTINGS,
  withSinks,
} from "../support/samples/alerts";
import { someFailure } from "../support/samples/records";
import { emulatorSettings, withEmulator } from "../support/servers/emulator";
import { refusingUrl } from "../support/servers/misbehaving-server";
import { startPrimaryToWatch, type Primary } from "../support/servers/primary";

const TOKEN = "0123456789abcdef";
const MINUTE_MS = 60_000;
const TWICE = { sms: 4, email: 2, slack: 2, pagerduty: 2, webhook: 2 };
const APOLOGIZED: Outcome = { outcome: "apologized", attempts: [] };

type Env = Readonly<Record<string, string>>;
type Sinks = Parameters<Parameters<typeof withSinks>[0]>[0];

/** How far the clock is set forward. */
let aheadMs = 0;
const warnings: string[] = [];
beforeEach(() => {
  aheadMs = 0;
  warnings.length = 0;
  const realNow = Date.now.bind(Date);
  jest.spyOn(Date, "now").mockImplementation(() => realNow() + aheadMs);
  jest.spyOn(console, "warn").mockImplementation((line: string) => {
    warnings.push(line);
  });
});
afterEach(() => jest.restoreAllMocks());

/** Has one webhook fail in a fresh container. */
async function fail(env: Env, failure: Partial<Failure>): Promise<void> {
  const { settings } = readSettings(env);
  const rest = createRestClient(settings.twilio);
  const budget = startBudget(5000);
  const whole = someFailure({ person: "+14155550123", ...failure });
  const alert = alerting(settings, rest, emptyAlertMemory())(whole, budget);
  const record = journalRecord(whole, APOLOGIZED, budget, privacyOf(settings));
  await Promise.all([
    syncJournal(settings, rest, journalBreaker())(record, budget),
    alert.finish(record, budget),
  ]);
}

interface Watched {
  readonly status: number;
  readonly state?: string;
  readonly reason?: string;
  readonly incidents?: { state: string; count: number; people: number }[];
}

/** Asks `/watch`, as a monitor with an `Authorization`. */
async function watch(
  env: Env,
  authorization: string | undefined = `Bearer ${TOKEN}`,
): Promise<Watched> {
  const event = { request: { headers: { authorization } } };
  const reply = await replyAlways(watchRoute, env, event, coldMemory());
  return { status: reply.status, ...(reply.body as object) };
}

/** A service whose number's primary is watched. */
const withService = (
  test: (service: {
    env: Env;
    primary: Primary;
    emulator: TwilioEmulator;
    sinks: Sinks;
  }) => Promise<void>,
) =>
  withSinks((sinks) =>
    withEmulator(async (emulator) => {
      const primary = await startPrimaryToWatch();
      const env = {
        ...emulatorSettings(emulator),
        ...sinks.settings,
        ...SMS_SETTINGS,
        DASHBOARD_TOKEN: TOKEN,
        DOMAIN_NAME: "fallback-1234.twil.io",
      };
      try {
        await test({ env, primary, emulator, sinks });
      } finally {
        await primary.stop();
      }
    }),
  );

const voiceAt = ({ url }: Primary) => ({ errorUrl: new URL(`${url}/voice`) });

describe("/watch", () => {
  it("is for the holder of the token alone, by Bearer or by Basic", async () => {
    expect(await watch({})).toMatchObject({ status: 404 });
    const env = { DASHBOARD_TOKEN: TOKEN };
    for (const header of [
      undefined,
      "",
      "Bearer wrong",
      `Basic ${btoa("me:wrong")}`,
      `Basic ${btoa(TOKEN)}`,
      TOKEN,
    ])
      expect(
        await watch(env, header ?? (null as unknown as string)),
      ).toMatchObject({ status: 401 });
    await withService(async ({ env }) => {
      for (const user of ["", "monitor", "a"])
        expect(
          await watch(env, `Basic ${btoa(`${user}:${TOKEN}`)}`),
        ).toMatchObject({ status: 200, state: "ok", incidents: [] });
    });
  });

  it("tells the end once the server answers, on every notifier that was told, once over any number of watchers", () =>
    withService(async ({ env, primary, emulator, sinks }) => {
      await fail(env, voiceAt(primary));
      expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);
      expect(await watch(env)).toMatchObject({
        state: "failing",
        incidents: [{ state: "open", count: 1, people: 1 }],
      });
      expect(primary.asked).toEqual([]);

      aheadMs += 16 * MINUTE_MS;
      primary.answers["HEAD"] = 503;
      expect(await watch(env)).toMatchObject({
        state: "quiet",
        incidents: [{ state: "quiet" }],
      });
      expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);

      primary.answers["HEAD"] = 404;
      await Promise.all(Array.from({ length: 10 }, () => watch(env)));
      expect(alertsAt(sinks, emulator)).toEqual(TWICE);
      expect(new Set(primary.asked)).toEqual(new Set(["HEAD /voice"]));
      expect(await watch(env)).toMatchObject({ state: "ok", incidents: [] });
      expect(alertsAt(sinks, emulator)).toEqual(TWICE);

      const bodies = sinks.alerts.slice(4).map(({ body }) => body);
      expect(bodies.join()).toContain('"event_action":"resolve"');
      expect(bodies.join()).toContain('"type":"fallback.resolved"');
      expect(bodies.join()).toContain("#/incident/");
      expect(emulator.messages.sent.at(-1)?.body).toMatch(
        /^RESOLVED: All clear: the server answers again\. .*1 failure of 1 person\. 1 got the error message\. https:\/\/fallback-1234\.twil\.io\/dashboard\.html#\/incident\/[0-9a-f]{16}-\d+$/,
      );
    }));

  it("asks by GET where HEAD is not allowed", () =>
    withService(async ({ env, primary }) => {
      await fail(env, voiceAt(primary));
      aheadMs += 16 * MINUTE_MS;
      primary.answers["HEAD"] = 405;
      primary.answers["GET"] = 500;
      expect((await watch(env)).state).toBe("quiet");
      primary.answers["GET"] = 403;
      expect(await watch(env)).toMatchObject({
        state: "ok",
        incidents: [{ state: "resolved" }],
      });
    }));

  it("sends no all-clear in a quiet night: the server stays down, and nobody calls", () =>
    withService(async ({ env, primary, sinks, emulator }) => {
      await fail(env, voiceAt(primary));
      await primary.stop();
      for (let minutes = 0; minutes < 180; minutes += 10) {
        aheadMs += 10 * MINUTE_MS;
        const { state } = await watch(env);
        expect(state).toBe(minutes < 10 ? "failing" : "quiet");
      }
      expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);
    }));

  it("takes the end back where no notifier takes the all-clear, and tries again", () =>
    withEmulator(async (emulator) => {
      const primary = await startPrimaryToWatch();
      const hook = await startPrimaryToWatch();
      const env = {
        ...emulatorSettings(emulator),
        ALERT_WEBHOOK_URL: `${hook.url}/hook`,
        DASHBOARD_TOKEN: TOKEN,
      };
      await fail(env, voiceAt(primary));
      aheadMs += 16 * MINUTE_MS;
      hook.answers["POST"] = 500;
      expect(await watch(env)).toMatchObject({
        status: 200,
        state: "quiet",
        incidents: [{ state: "quiet" }],
      });
      expect(warnings).toEqual(["All-clear not sent by webhook: 500"]);
      hook.answers["POST"] = 200;
      expect((await watch(env)).incidents).toMatchObject([
        { state: "resolved" },
      ]);
      expect((await watch(env)).incidents).toEqual([]);
      expect(hook.asked).toEqual(Array(3).fill("POST /hook"));
      await Promise.all([primary.stop(), hook.stop()]);
    }));

  it("ends what has no server to ask after an hour of silence", () =>
    withService(async ({ env, sinks, emulator }) => {
      await fail(env, { errorUrl: null, origin: null });
      aheadMs += 59 * MINUTE_MS;
      expect((await watch(env)).state).toBe("quiet");
      aheadMs += 2 * MINUTE_MS;
      expect((await watch(env)).state).toBe("ok");
      expect(alertsAt(sinks, emulator)).toEqual(TWICE);
    }));

  it("says so where Sync cannot be read or written", () =>
    withService(async ({ env }) => {
      const down = { ...env, TWILIO_EMULATOR_URL: await refusingUrl() };
      expect(await watch(down)).toMatchObject({
        status: 503,
        reason: "Twilio Sync could not be read",
      });
      expect(await watch({ ...env, ACCOUNT_SID: "", AUTH_TOKEN: "" })).toEqual({
        status: 503,
        reason: "the service has no credentials",
      });
    }));

  it("tells what fails though no notifier is set up", () =>
    withEmulator(async (emulator) => {
      const env = { ...emulatorSettings(emulator), DASHBOARD_TOKEN: TOKEN };
      await fail(env, {});
      expect(await watch(env)).toMatchObject({
        state: "failing",
        incidents: [{ state: "open", count: 1, people: 1 }],
      });
    }));
});
