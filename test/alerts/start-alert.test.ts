import { setTimeout as sleep } from "node:timers/promises";
import { emptyAlertMemory } from "../../src/alerts/memory";
import { alerting } from "../../src/alerts/start-alert";
import { STRICT_PRIVACY } from "../../src/journal/privacy";
import {
  journalRecord,
  type Failure,
  type Outcome,
} from "../../src/journal/record";
import { journalBreaker, syncJournal } from "../../src/journal/sync-journal";
import { readSettings } from "../../src/invocation/read-settings";
import { createRestClient, type RestClient } from "../../src/twilio/rest";
import type { TwilioEmulator } from "../../src/emulator";
import {
  ALERTED_ONCE,
  alertsAt,
  SMS_SETTINGS,
  webhookData,
  withSinks,
} from "../support/samples/alerts";
import { emulatorSettings, withEmulator } from "../support/servers/emulator";
import {
  refusingUrl,
  startMisbehavingServer,
} from "../support/servers/misbehaving-server";
import { startBudget } from "../../src/resilience/budget";
import { clockAt } from "../support/samples/clock-at";
import { someFailure } from "../support/samples/records";
import { PLAIN_WAYS } from "../support/servers/ways-to-fail";

const TWICE = { sms: 4, email: 2, slack: 2, pagerduty: 2, webhook: 2 };
const APOLOGIZED: Outcome = { outcome: "apologized", attempts: [] };
const RECOVERED: Outcome = {
  outcome: "recovered",
  recoveredBy: "https://fallback.example.com",
  attempts: [],
};
const WINDOW_MS = 5 * 60_000;
const ACCOUNT = { accountSid: "AC1", authToken: "token" };

const warnings: string[] = [];
/** How far the clock is set forward. */
let aheadMs = 0;
beforeEach(() => {
  warnings.length = 0;
  jest.spyOn(console, "warn").mockImplementation((line: string) => {
    warnings.push(line);
  });
  // In the middle of a window, far from its edges.
  const window = Math.floor(Date.now() / WINDOW_MS);
  const realNow = Date.now.bind(Date);
  aheadMs = (window + 0.5) * WINDOW_MS - Date.now();
  jest.spyOn(Date, "now").mockImplementation(() => realNow() + aheadMs);
});
afterEach(() => jest.restoreAllMocks());

/** A warm container that fails to answer webhooks, and alerts. */
function container(
  emulator: Pick<TwilioEmulator, "url" | "accountSid" | "authToken">,
  env: Readonly<Record<string, string>>,
  memory = emptyAlertMemory(),
) {
  const { settings } = readSettings({
    ...emulatorSettings(emulator),
    ...SMS_SETTINGS,
    ...env,
  });
  const rest = createRestClient(settings.twilio);
  const start = alerting(settings, rest, memory);
  const write = syncJournal(settings, rest, journalBreaker());
  return async (
    failure: Failure = someFailure(),
    outcome: Outcome = APOLOGIZED,
    shareMs = 5000,
  ) => {
    const alert = start(failure, shareMs);
    const clock = clockAt(Date.now(), 1);
    const record = journalRecord(failure, outcome, clock, STRICT_PRIVACY);
    await Promise.all([
      write(record, startBudget(shareMs)),
      alert.finish(record, shareMs),
    ]);
  };
}

const withAll = (
  test: (
    emulator: TwilioEmulator,
    sinks: Parameters<Parameters<typeof withSinks>[0]>[0],
  ) => Promise<void>,
) => withSinks((sinks) => withEmulator((emulator) => test(emulator, sinks)));

describe("an alert", () => {
  it("is sent once a window, and tells in the next how many there were", () =>
    withAll(async (emulator, sinks) => {
      const containers = Array.from({ length: 3 }, () =>
        container(emulator, sinks.settings),
      );
      const burst = () =>
        Promise.all(
          containers.flatMap((fail) => [fail(), fail(), fail(), fail()]),
        );
      await burst();
      await burst();
      expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);
      aheadMs += WINDOW_MS / 2 + 1000;
      await burst();
      expect(alertsAt(sinks, emulator)).toEqual(TWICE);
      const [first, second] = webhookData(sinks);
      expect(first).toMatchObject({ severity: "critical", windowMinutes: 5 });
      expect(second?.count).toBeGreaterThanOrEqual(25);
      expect(second?.count).toBeLessThanOrEqual(36);
      expect(second?.since?.slice(0, 16)).toBe(first?.since?.slice(0, 16));
      expect(warnings).toEqual([]);
    }));

  it("counts no more than what the last minutes hold, this failure included", () =>
    withAll(async (emulator, sinks) => {
      await container(emulator, sinks.settings)();
      aheadMs += 2 * WINDOW_MS;
      await container(emulator, sinks.settings)();
      expect(webhookData(sinks).map(({ count }) => count)).toEqual([1, 1]);
    }));

  it("grows worse within a window, and never milder", () =>
    withAll(async (emulator, sinks) => {
      const severities = () =>
        webhookData(sinks).map(({ severity }) => severity);
      const fresh = () => container(emulator, sinks.settings);
      const warm = fresh();
      await warm(someFailure(), RECOVERED);
      await fresh()(someFailure(), RECOVERED);
      expect(severities()).toEqual(["warning"]);
      await warm();
      await fresh()();
      await warm(someFailure(), RECOVERED);
      await fresh()(someFailure(), RECOVERED);
      expect(severities()).toEqual(["warning", "critical"]);
      expect(emulator.sync.documentNames()).toHaveLength(2);
    }));

  it("is not followed by a milder one where it was critical at once", () =>
    withAll(async (emulator, sinks) => {
      await container(emulator, sinks.settings)();
      await container(emulator, sinks.settings)(someFailure(), RECOVERED);
      expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);
    }));

  it("is one for each incident", () =>
    withAll(async (emulator, sinks) => {
      const fail = container(emulator, sinks.settings);
      await fail(someFailure({ errorCode: 11200 }));
      await fail(someFailure({ errorCode: 12100 }));
      await fail(
        someFailure({ errorUrl: new URL("https://other.example.com/") }),
      );
      await fail(someFailure({ errorCode: 11217 }));
      expect(alertsAt(sinks)["webhook"]).toBe(3);
    }));

  it("is none for a rehearsal, nor where no channel is set up, and claims nothing", () =>
    withAll(async (emulator, sinks) => {
      await container(
        emulator,
        sinks.settings,
      )(someFailure({ rehearsal: true }));
      await container(emulator, { ALERT_SMS_TO: "", ALERT_SMS_FROM: "" })();
      expect(alertsAt(sinks, emulator)).toEqual({});
      expect(emulator.sync.documentNames()).toEqual([]);
    }));

  it.each(PLAIN_WAYS)(
    "is sent once by each container where Sync $name",
    ({ name, start }) =>
      withSinks(async (sinks) => {
        const sync = await start();
        const env = { ...sinks.settings, ALERT_SMS_TO: "", ALERT_SMS_FROM: "" };
        const { url } = sync;
        const containers = [1, 2].map(() =>
          container({ ...ACCOUNT, url }, env),
        );
        const burst = containers.flatMap((fail) => [fail(), fail(), fail()]);
        await Promise.all(burst);
        await Promise.all(containers.map((fail) => fail()));
        // A 201 is a claim, whatever stands in it.
        expect(alertsAt(sinks)["webhook"]).toBe(2);
        for (const { count } of webhookData(sinks))
          expect(count).toBe(name === "answers 404 to everything" ? 1 : null);
        await sync.stop();
      }),
  );
});

describe("the counts", () => {
  it("are read beside recovery, once, by the one that got the claim alone", () =>
    withAll(async (emulator, sinks) => {
      let reads = 0;
      const { settings } = readSettings({
        ...emulatorSettings(emulator),
        ...sinks.settings,
      });
      const rest = createRestClient(settings.twilio);
      if (rest === null) throw new Error("no credentials");
      const counting: RestClient = {
        ...rest,
        get: (...args) => {
          reads++;
          return rest.get(...args);
        },
      };
      const fail = async () => {
        const failure = someFailure();
        const start = alerting(settings, counting, emptyAlertMemory());
        const alert = start(failure, 5000);
        await sleep(100);
        expect(reads).toBe(settings.journalShards);
        const clock = clockAt(Date.now(), 1);
        const record = journalRecord(failure, RECOVERED, clock, STRICT_PRIVACY);
        await alert.finish(record, 5000);
      };
      await Promise.all([fail(), fail(), fail()]);
      expect(reads).toBe(settings.journalShards);
      expect(webhookData(sinks).map(({ count }) => count)).toEqual([1]);
    }));
});

describe("claims", () => {
  const DEAD = { ALERT_SMS_TO: "", ALERT_SMS_FROM: "" };

  it("are given back where no channel took the alert, so that the next failure alerts", () =>
    withAll(async (emulator, sinks) => {
      const memory = emptyAlertMemory();
      const dead = await refusingUrl();
      await container(
        emulator,
        { ...DEAD, ALERT_SLACK_WEBHOOK_URL: `${dead}/services/T/B/s3cret` },
        memory,
      )();
      expect(emulator.sync.documentNames()).toEqual([]);
      expect(warnings).toEqual([
        "Alert not sent by slack: unreachable (ECONNREFUSED)",
      ]);
      await container(emulator, { ...DEAD, ...sinks.settings }, memory)();
      expect(alertsAt(sinks)["slack"]).toBe(1);
      expect(emulator.sync.documentNames()).toHaveLength(2);
    }));

  it("stay where one channel took it", () =>
    withAll(async (emulator, sinks) => {
      const url = `${await refusingUrl()}/services/T/B/s3cret`;
      const env = { ...sinks.settings, ALERT_SLACK_WEBHOOK_URL: url };
      const fail = container(emulator, env);
      await fail();
      await fail();
      expect(alertsAt(sinks, emulator)).toEqual({
        sms: 2,
        email: 1,
        pagerduty: 1,
        webhook: 1,
      });
      expect(warnings).toHaveLength(1);
    }));

  it("leave alone what another container has claimed", () =>
    withAll(async (emulator, sinks) => {
      await container(emulator, sinks.settings)(someFailure(), RECOVERED);
      const [warning] = emulator.sync.documentNames();
      const url = `${await refusingUrl()}/services/T/B/s3cret`;
      await container(emulator, { ...DEAD, ALERT_SLACK_WEBHOOK_URL: url })();
      expect(emulator.sync.documentNames()).toEqual([warning]);
    }));

  it("are asked for again, once, where another had one: it may have given it back", () =>
    withAll(async (emulator, sinks) => {
      const memory = emptyAlertMemory();
      const fail = container(emulator, sinks.settings, memory);
      await container(emulator, sinks.settings)();
      await fail();
      expect([...memory.claimed.values()].every(Number.isFinite)).toBe(true);
      aheadMs += 10_000;
      await fail();
      expect([...memory.claimed.values()]).toContain(Infinity);
      expect(alertsAt(sinks)["webhook"]).toBe(1);
    }));
});

describe("a channel that hangs", () => {
  it("leaves time for the reply and for giving claims back, and is left alone after two", () =>
    withAll(async (emulator) => {
      const hanging = await startMisbehavingServer(
        "hangs after the connection",
      );
      const memory = emptyAlertMemory();
      const fail = container(
        emulator,
        {
          ALERT_SMS_TO: "",
          ALERT_SMS_FROM: "",
          ALERT_WEBHOOK_URL: hanging.url,
        },
        memory,
      );
      const timed = async () => {
        const startedAt = performance.now();
        await fail(someFailure(), APOLOGIZED, 1000);
        return performance.now() - startedAt;
      };
      expect(await timed()).toBeLessThan(1000);
      expect(emulator.sync.documentNames()).toEqual([]);
      expect(await timed()).toBeLessThan(1000);
      expect(await timed()).toBeLessThan(100);
      expect(hanging.connections()).toBe(2);
      expect(warnings).toEqual([
        "Alert not sent by webhook: no answer in time",
        "Alert not sent by webhook: no answer in time",
      ]);
      await hanging.stop();
    }));
});
