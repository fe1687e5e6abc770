import type { AlertData } from "../../../src/alerts/alert";
import { emptyAlertMemory } from "../../../src/alerts/memory";
import { alerting } from "../../../src/alerts/start-alert";
import type { Rate } from "../../../src/emulator";
import { readSettings } from "../../../src/invocation/read-settings";
import { coldMemory } from "../../../src/invocation/start-invocation";
import { privacyOf } from "../../../src/journal/privacy";
import { journalRecord, type Outcome } from "../../../src/journal/record";
import { journalBreaker, syncJournal } from "../../../src/journal/sync-journal";
import { startBudget } from "../../../src/resilience/budget";
import { watchRoute } from "../../../src/watch/watch-route";
import { startMemorySync } from "../servers/memory-sync";
import { startPrimaryToWatch } from "../servers/primary";
import { startAlertSinks } from "../../../src/cli/drill/world/alert-sinks";
import { someFailure } from "./records";

const TOKEN = "0123456789abcdef";
export const MINUTE_MS = 60_000;
const OUTCOMES: Record<"apologized" | "recovered", Outcome> = {
  apologized: { outcome: "apologized", attempts: [] },
  recovered: {
    outcome: "recovered",
    recoveredBy: "https://fallback.example.com",
    attempts: [],
  },
};

/** What those on call were told, and when by the clock that is moved by hand. */
export interface Told {
  readonly at: number;
  readonly key: string;
  readonly what: "opened" | "worse" | "reminder" | "resolved";
}

/** One failure of the primary. */
export interface SomeFailure {
  readonly outcome: "apologized" | "recovered";
  readonly errorCode: 11200 | 11205;
  readonly channel: "voice" | "messaging";
}

/** The primary, and the providers that alerts go to: they outlive many worlds. */
export async function startServers() {
  const sinks = await startAlertSinks();
  const primary = await startPrimaryToWatch();
  const stop = async () => {
    await Promise.all([sinks.stop(), primary.stop()]);
  };
  return { sinks, primary, stop };
}

/** A service of some containers, its Sync, its primary, and who is told, under a moved clock. */
export function startWorld(
  { sinks, primary }: Omit<Awaited<ReturnType<typeof startServers>>, "stop">,
  containers: number,
  rate?: Rate,
) {
  for (const method of Object.keys(primary.answers))
    primary.answers[method] = 200;
  const started = Date.UTC(2026, 10, 22, 10, 2);
  const clock = { now: started };
  let monotonic = 0;
  const spies = [
    jest.spyOn(Date, "now").mockImplementation(() => clock.now),
    // Sync's limits go by a clock that never jumps back.
    jest.spyOn(performance, "now").mockImplementation(() => {
      monotonic = Math.max(monotonic, clock.now - started);
      return monotonic;
    }),
    jest.spyOn(console, "warn").mockImplementation(() => undefined),
  ];
  const memory = startMemorySync(rate);
  const { settings } = readSettings({
    ALERT_WEBHOOK_URL: sinks.settings["ALERT_WEBHOOK_URL"],
    ALERT_PAGERDUTY_ROUTING_KEY: "r",
    PAGERDUTY_EVENTS_URL: sinks.settings["PAGERDUTY_EVENTS_URL"],
    DASHBOARD_TOKEN: TOKEN,
    // Only so that a primary on this machine may be probed.
    TWILIO_EMULATOR_URL: "http://localhost:1",
  });
  const { rest } = memory;
  const warm = Array.from({ length: containers }, () => ({
    start: alerting(settings, rest, emptyAlertMemory()),
    write: syncJournal(settings, rest, journalBreaker()),
  }));
  const told: Told[] = [];
  const before = sinks.alerts.length;
  let seen = before;
  let calls = 0;

  /** Notes what came in at the webhook since it was last asked. */
  const note = () => {
    for (const { sink, body } of sinks.alerts.slice(seen)) {
      if (sink !== "webhook") continue;
      const { type, data } = JSON.parse(body) as {
        type: string;
        data: AlertData;
      };
      const what = type === "fallback.resolved" ? "resolved" : data.reason;
      told.push({ at: clock.now, key: data.key, what });
    }
    seen = sinks.alerts.length;
  };

  return {
    clock,
    primary,
    memory,
    told,
    /** What came in at the providers. */
    alerts: () => sinks.alerts.slice(before),
    /** Has so many calls fail side by side, in as many containers. */
    fail: async (one: SomeFailure, count = 1) => {
      await Promise.all(
        Array.from({ length: count }, async () => {
          const { start, write } = warm[calls++ % containers] ?? {};
          const errorUrl = new URL(`${primary.url}/voice`);
          const failure = someFailure({
            ...one,
            sid: `CA${String(calls).padStart(32, "0")}`,
            errorUrl,
            origin: errorUrl.origin,
            person: `+1415555${String(calls % 1000).padStart(4, "0")}`,
          });
          const budget = startBudget(8000);
          const alert = start?.(failure, budget);
          const record = journalRecord(
            failure,
            OUTCOMES[one.outcome],
            { startedAt: clock.now, elapsedMs: () => 1 },
            privacyOf(settings),
          );
          await Promise.all([
            write?.(record, budget),
            alert?.finish(record, budget),
          ]);
        }),
      );
      note();
    },
    /** Has so many watchers come side by side. */
    watch: async (count = 1) => {
      const headers = { authorization: `Bearer ${TOKEN}` };
      const budget = startBudget(8000);
      const replies = await Promise.all(
        Array.from({ length: count }, () =>
          watchRoute.answer(
            { request: { headers } },
            {
              settings,
              rest,
              budget: { ...budget, startedAt: clock.now },
              sync: coldMemory().sync,
              writeRecord: syncJournal(settings, rest, coldMemory().sync),
              startAlert: alerting(settings, rest, emptyAlertMemory()),
              log: () => undefined,
            },
          ),
        ),
      );
      note();
      return replies;
    },
    stop: () => {
      spies.forEach((spy) => {
        spy.mockRestore();
      });
    },
  };
}
