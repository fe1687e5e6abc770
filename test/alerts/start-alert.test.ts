import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { IncidentItem } from "../../src/alerts/incident-item";
import { emptyAlertMemory, type AlertMemory } from "../../src/alerts/memory";
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
import { waitedMs } from "../support/runtime/waited";

const TWICE = { sms: 4, email: 2, slack: 2, pagerduty: 2, webhook: 2 };
const APOLOGIZED: Outcome = { outcome: "apologized", attempts: [] };
const RECOVERED: Outcome = {
  outcome: "recovered",
  recoveredBy: "https://fallback.example.com",
  attempts: [],
};
const MINUTE_MS = 60_000;
const WINDOW_MS = 5 * MINUTE_MS;
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
    totalMs = 5000,
  ) => {
    const budget = startBudget(totalMs);
    const alert = start(failure, budget);
    const clock = clockAt(Date.now(), 1);
    const record = journalRecord(failure, outcome, clock, STRICT_PRIVACY);
    await Promise.all([write(record, budget), alert.finish(record, budget)]);
  };
}

const withAll = (
  test: (
    emulator: TwilioEmulator,
    sinks: Parameters<Parameters<typeof withSinks>[0]>[0],
  ) => Promise<void>,
) => withSinks((sinks) => withEmulator((emulator) => test(emulator, sinks)));

describe("an alert", () => {
  it("is sent once, and reminds after an hour, with how many there were lately", () =>
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
      for (let minutes = 10; minutes < 60; minutes += 10) {
        aheadMs += 10 * MINUTE_MS;
        await burst();
      }
      expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);
      aheadMs += 10 * MINUTE_MS;
      await burst();
      expect(alertsAt(sinks, emulator)).toEqual(TWICE);
      const [first, second] = webhookData(sinks);
      expect(first).toMatchObject({
        severity: "critical",
        windowMinutes: 5,
        reason: "opened",
      });
      expect(second).toMatchObject({ reason: "reminder", since: first?.since });
      expect(second?.count).toBeGreaterThanOrEqual(1);
      expect(second?.count).toBeLessThanOrEqual(12);
      expect(warnings).toEqual([]);
    }));

  it("counts no more than what the last minutes hold, this failure included", () =>
    withAll(async (emulator, sinks) => {
      await container(emulator, sinks.settings)();
      aheadMs += 21 * MINUTE_MS;
      await container(emulator, sinks.settings)();
      expect(
        webhookData(sinks).map(({ reason, count }) => [reason, count]),
      ).toEqual([
        ["opened", 1],
        ["opened", 1],
      ]);
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
      expect(webhookData(sinks)[1]?.reason).toBe("worse");
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

  it("is none for a rehearsal, nor where no notifier is set up, and claims nothing", () =>
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
  /** Alerts as a container does, and tells how often it read. */
  const counting = (emulator: TwilioEmulator, env: Record<string, string>) => {
    let reads = 0;
    const { settings } = readSettings({
      ...emulatorSettings(emulator),
      ...env,
    });
    const rest = createRestClient(settings.twilio);
    if (rest === null) throw new Error("no credentials");
    const counted: RestClient = {
      ...rest,
      get: (...args) => {
        reads++;
        return rest.get(...args);
      },
    };
    const fail = async (
      memory: AlertMemory,
      outcome: Outcome,
      meanwhile: () => Promise<void> = () => Promise.resolve(),
    ) => {
      const failure = someFailure();
      const budget = startBudget(5000);
      const alert = alerting(settings, counted, memory)(failure, budget);
      await meanwhile();
      const clock = clockAt(Date.now(), 1);
      const record = journalRecord(failure, outcome, clock, STRICT_PRIVACY);
      await alert.finish(record, budget);
    };
    return { fail, reads: () => reads, once: settings.journalShards + 1 };
  };

  it("are read beside recovery, once, by the one that got the claim alone", () =>
    withAll(async (emulator, sinks) => {
      const { fail, reads, once } = counting(emulator, sinks.settings);
      const recover = () =>
        fail(emptyAlertMemory(), RECOVERED, async () => {
          await sleep(100);
          expect(reads()).toBe(once);
        });
      await Promise.all([recover(), recover(), recover()]);
      expect(reads()).toBe(once);
      expect(webhookData(sinks).map(({ count }) => count)).toEqual([1]);
    }));

  it("are read once however many calls a container fails while it claims", () =>
    withAll(async (emulator, sinks) => {
      const { fail, reads, once } = counting(emulator, sinks.settings);
      const memory = emptyAlertMemory();
      const apologize = () => fail(memory, APOLOGIZED);
      await Promise.all(Array.from({ length: 50 }, apologize));
      expect(reads()).toBe(once);
      expect(alertsAt(sinks)).toEqual({ ...ALERTED_ONCE, sms: undefined });
    }));
});

describe("an alert that nobody took", () => {
  const DEAD = { ALERT_SMS_TO: "", ALERT_SMS_FROM: "" };
  /** Slack alone, where nobody listens. */
  const deadSlack = async () => ({
    ...DEAD,
    ALERT_SLACK_WEBHOOK_URL: `${await refusingUrl()}/services/T/B/s3cret`,
  });
  const REFUSED = "Alert not sent by slack: unreachable (ECONNREFUSED)";

  it("is tried again once a minute, by all containers together, however many calls fail", () =>
    withAll(async (emulator) => {
      const env = await deadSlack();
      const containers = [1, 2, 3].map(() => container(emulator, env));
      const everyMinute = [];
      for (let minute = 0; minute < 4; minute++) {
        for (let call = 0; call < 10; call++)
          await Promise.all(containers.map((fail) => fail()));
        everyMinute.push(warnings.length);
        aheadMs += MINUTE_MS + 1000;
      }
      expect(everyMinute).toEqual([1, 2, 3, 4]);
      expect(new Set(warnings)).toEqual(new Set([REFUSED]));
    }));

  it("is told as what it is once somebody takes it", () =>
    withAll(async (emulator, sinks) => {
      const { ALERT_SLACK_WEBHOOK_URL = "" } = sinks.settings;
      const port = new URL(ALERT_SLACK_WEBHOOK_URL).port;
      const slack = { ...DEAD, ALERT_SLACK_WEBHOOK_URL };
      await sinks.stop();
      const fail = container(emulator, slack);
      await fail();
      expect(warnings).toEqual([REFUSED]);
      expect(theItem(emulator)).toMatchObject({ toldAt: null, told: [] });

      const server = await startProvider(Number(port));
      aheadMs += MINUTE_MS + 1000;
      await fail();
      expect(server.bodies.join()).toContain("Callers hear the error message");
      expect(theItem(emulator)).toMatchObject({
        severity: "critical",
        told: ["slack"],
      });
      await server.stop();
    }));

  it("is told where one notifier took it, and that one alone is noted", () =>
    withAll(async (emulator, sinks) => {
      const url = `${await refusingUrl()}/services/T/B/s3cret`;
      const env = { ...sinks.settings, ALERT_SLACK_WEBHOOK_URL: url };
      const fail = container(emulator, env);
      await fail();
      aheadMs += MINUTE_MS + 1000;
      await fail();
      expect(alertsAt(sinks, emulator)).toEqual({
        sms: 2,
        email: 1,
        pagerduty: 1,
        webhook: 1,
      });
      expect(warnings).toEqual([REFUSED]);
      expect(theItem(emulator).told).toEqual([
        "email",
        "pagerduty",
        "sms",
        "webhook",
      ]);
    }));

  it("leaves alone what another container has claimed", () =>
    withAll(async (emulator, sinks) => {
      await container(emulator, sinks.settings)(someFailure(), RECOVERED);
      const [warning] = emulator.sync.documentNames();
      await container(emulator, await deadSlack())();
      aheadMs += MINUTE_MS + 1000;
      expect(emulator.sync.documentNames()).toEqual([warning]);
    }));
});

describe("a notifier that hangs", () => {
  const HANGS = "Alert not sent by webhook: no answer in time";

  it("leaves time for the reply, and costs one call a minute", () =>
    withAll(async (emulator) => {
      const hanging = await startMisbehavingServer(
        "hangs after the connection",
      );
      const fail = container(emulator, {
        ALERT_SMS_TO: "",
        ALERT_SMS_FROM: "",
        ALERT_WEBHOOK_URL: hanging.url,
      });
      const failOnce = () => fail(someFailure(), APOLOGIZED, 1000);
      expect(await waitedMs(failOnce)).toBeLessThan(1000);
      for (let call = 0; call < 5; call++) await failOnce();
      expect(hanging.connections()).toBe(1);
      expect(warnings).toEqual([HANGS]);
      await hanging.stop();
    }));

  it("is told of the next incident all the same", () =>
    withAll(async (emulator) => {
      const hanging = await startMisbehavingServer(
        "hangs after the connection",
      );
      const fail = container(emulator, {
        ALERT_SMS_TO: "",
        ALERT_SMS_FROM: "",
        ALERT_WEBHOOK_URL: hanging.url,
      });
      for (const host of ["a", "b", "c"])
        await fail(
          someFailure({ errorUrl: new URL(`https://${host}.example.com/`) }),
          APOLOGIZED,
          700,
        );
      expect(warnings).toEqual([HANGS, HANGS, HANGS]);
      await hanging.stop();
    }));
});

describe("an incident", () => {
  it("is told by one of all containers where no claim can be made: its item decides", () =>
    withAll(async (emulator, sinks) => {
      const { settings } = readSettings({
        ...emulatorSettings(emulator),
        ...sinks.settings,
      });
      const rest = createRestClient(settings.twilio);
      if (rest === null) throw new Error("no credentials");
      const withoutClaims: RestClient = {
        ...rest,
        post: (product, path, ...more) =>
          path.includes("/Documents")
            ? Promise.resolve({ kind: "timeout", status: null })
            : rest.post(product, path, ...more),
      };
      await Promise.all(
        Array.from({ length: 30 }, async () => {
          const failure = someFailure();
          const memory = emptyAlertMemory();
          const start = alerting(settings, withoutClaims, memory);
          const budget = startBudget(8000);
          const alert = start(failure, budget);
          const clock = clockAt(Date.now(), 1);
          await alert.finish(
            journalRecord(failure, APOLOGIZED, clock, STRICT_PRIVACY),
            budget,
          );
        }),
      );
      expect(webhookData(sinks).map(({ reason }) => reason)).toEqual([
        "opened",
      ]);
    }));

  it("is told worse where a call fails after messages", () =>
    withAll(async (emulator, sinks) => {
      const fail = container(emulator, sinks.settings);
      await fail(someFailure({ channel: "messaging" }));
      aheadMs += WINDOW_MS;
      await fail(someFailure({ channel: "messaging" }));
      aheadMs += WINDOW_MS;
      await fail(someFailure({ channel: "voice" }));
      expect(webhookData(sinks).map(({ reason }) => reason)).toEqual([
        "opened",
        "worse",
      ]);
    }));

  it("is one of its audience: what tries things out silences nobody", () =>
    withAll(async (emulator, sinks) => {
      await container(emulator, SMS_SETTINGS)();
      await container(emulator, sinks.settings)();
      expect(alertsAt(sinks, emulator)).toEqual({ ...ALERTED_ONCE, sms: 4 });
      expect(emulator.sync.mapNames()).toHaveLength(2);
    }));
});

/** The item of the only incident of the only audience. */
function theItem({ sync }: TwilioEmulator): IncidentItem {
  const [name = ""] = sync.mapNames();
  const [item] = Object.values(sync.mapItems(name));
  return item as IncidentItem;
}

/** A provider that takes everything. */
async function startProvider(port: number) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.end("ok");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "localhost", resolve);
  });
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { bodies, stop };
}
