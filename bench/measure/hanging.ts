import { SETTING_DEFAULTS } from "../../src/invocation/setting-defaults";
import { CALL_PARAMS } from "../call-params";
import { runContainer } from "../container";
import { median, type Bench, type Figure } from "../figure";
import { withWorld, type World } from "../world/world";

const BUDGET_MS = Number(SETTING_DEFAULTS.RESPONSE_BUDGET_MS);
const LEARNED_MS = 100;
/** Long enough for every rest to end, and every probe to be seen. */
const WATCHED_MS = 35_000;
const EVERY_MS = 100;
/** Sync is probed every 10 s; each of two backups, and the alerts as a whole, every 30 s. */
const PROBES =
  Math.ceil(WATCHED_MS / 10_000) + 3 * Math.ceil(WATCHED_MS / 30_000);
/** Two failures in a row open a breaker; one call more, since a claim is no journal. */
const LEARNING_CALLS = 3;

/** A dependency that hangs: before and after a container has learned that it does. */
export async function measureHanging(bench: Bench): Promise<Figure[]> {
  bench.say(`hanging: all at once, watched for ${WATCHED_MS / 1000} s`);
  return [
    await everythingHangs(bench),
    await learned(bench, "first-backup", ({ healthy, hanging }) => ({
      BACKUP_ORIGINS: `${hanging[0]},${healthy}`,
    })),
    await learned(bench, "sync", ({ healthy, hanging }) => ({
      BACKUP_ORIGINS: healthy,
      TWILIO_EMULATOR_URL: hanging[0],
    })),
  ];
}

async function everythingHangs({ functions }: Bench): Promise<Figure> {
  const { first, calls } = await withWorld(
    ({ env, hanging }) =>
      runContainer({
        measure: "warm",
        functionPath: functions.fallback,
        env: {
          ...env,
          TWILIO_EMULATOR_URL: hanging[0],
          BACKUP_ORIGINS: hanging.join(","),
          ALERT_SLACK_WEBHOOK_URL: `${hanging[1]}/slack`,
          ALERT_WEBHOOK_URL: `${hanging[1]}/hook`,
        },
        params: CALL_PARAMS,
        sidPrefix: "02",
        hasNewIncidents: true,
        first: LEARNING_CALLS,
        forMs: WATCHED_MS,
        everyMs: EVERY_MS,
      }),
    0,
  );
  const all = [...first, ...calls].map(({ ms }) => ms);
  const slow = calls.filter(({ ms }) => ms > LEARNED_MS);
  const others = calls.filter(({ ms }) => ms <= LEARNED_MS);
  const slowestMs = Math.max(...all);
  return {
    name: "hanging-everything",
    what: "Sync, two backups and alerts hang: the slowest reply; once learned",
    target: `${BUDGET_MS} ms; all but probes within ${LEARNED_MS} ms`,
    measured: `${slowestMs.toFixed(0)} ms; all but ${slow.length} of ${calls.length} in ${WATCHED_MS / 1000} s, where ${PROBES} may probe`,
    isMet: slowestMs <= BUDGET_MS && slow.length <= PROBES,
    values: {
      slowestMs,
      p50Ms: median(others.map(({ ms }) => ms)),
      calls: calls.length,
      slow: slow.length,
    },
  };
}

const CALLS = 200;

async function learned(
  { functions, roundTripMs }: Bench,
  name: string,
  part: (world: World) => Record<string, string>,
): Promise<Figure> {
  const { first, calls } = await withWorld(
    (world) =>
      runContainer({
        measure: "warm",
        functionPath: functions.fallback,
        env: { ...world.env, ...part(world) },
        params: CALL_PARAMS,
        sidPrefix: "03",
        first: LEARNING_CALLS,
        calls: CALLS,
      }),
    roundTripMs,
  );
  const beforeMs = Math.max(...first.map(({ ms }) => ms));
  const afterMs = median(calls.map(({ ms }) => ms));
  return {
    name: `hanging-${name}`,
    what: `${name === "sync" ? "Sync" : "the first of two backups"} hangs: at first, and p50 once learned`,
    target: `${BUDGET_MS} ms; 2.1 round trips`,
    measured: `${beforeMs.toFixed(0)} ms; ${(afterMs / roundTripMs).toFixed(2)} (${afterMs.toFixed(0)} ms)`,
    isMet: beforeMs <= BUDGET_MS && afterMs / roundTripMs <= 2.1,
    values: { beforeMs, afterMs },
  };
}
