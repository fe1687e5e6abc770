import { CALL_PARAMS } from "../call-params";
import { runContainer } from "../container";
import type { Job } from "../host/job";
import { median, quantile, type Bench, type Figure } from "../figure";
import { withWorld, type World } from "../world/world";

const CALLS = 250;
/** Until the code is warm, and every connection is there. */
const FIRST = 25;

/** Warm: how long a call takes, in round trips; and what an alert adds to it. */
export async function measureWarm(bench: Bench): Promise<Figure[]> {
  const { say, functions, roundTripMs } = bench;
  say(`warm: 5 × ${CALLS} calls`);
  const timed = async (
    part: (world: World) => Record<string, string>,
    job: Partial<Job> = {},
  ): Promise<RoundTrips> =>
    withWorld(async (world) => {
      const { calls } = await runContainer({
        measure: "warm",
        functionPath: functions.fallback,
        env: { ...world.env, ...part(world) },
        params: CALL_PARAMS,
        sidPrefix: "01",
        first: FIRST,
        calls: CALLS,
        ...job,
      });
      const trips = calls.map(({ ms }) => ms / roundTripMs);
      return { p50: median(trips), p99: quantile(trips, 0.99) };
    }, roundTripMs);

  const documented = await timed(() => ({}), {
    functionPath: functions.documented,
  });
  const alone = await timed(() => ({}));
  const withBackup = await timed(({ healthy }) => ({
    BACKUP_ORIGINS: healthy,
  }));
  const alerting = { hasNewIncidents: true };
  const alerted = await timed(onCall, alerting);
  const alertedWithBackup = await timed(
    (world) => ({ ...onCall(world), BACKUP_ORIGINS: world.healthy }),
    alerting,
  );
  const added = alerted.p50 - alone.p50;
  const addedWithBackup = alertedWithBackup.p50 - withBackup.p50;
  return [
    warmFigure("warm-no-backup", "warm, no backup", 1.1, alone, documented),
    warmFigure("warm-one-backup", "warm, one backup", 2.1, withBackup),
    {
      name: "warm-alert",
      what: "alert in the same invocation: round trips more, p50",
      target: "at most 1.1",
      measured: `${added.toFixed(2)}; ${addedWithBackup.toFixed(2)} behind a backup`,
      isMet: added <= 1.1 && addedWithBackup <= 1.1,
      values: {
        added,
        addedWithBackup,
        p50: alerted.p50,
        p99: alerted.p99,
        withBackupP50: alertedWithBackup.p50,
        withBackupP99: alertedWithBackup.p99,
      },
    },
  ];
}

interface RoundTrips {
  readonly p50: number;
  readonly p99: number;
}

/** Every channel, each at a provider on this machine. */
function onCall({ sinks }: World): Record<string, string> {
  return {
    ...sinks.settings,
    ALERT_SMS_TO: "+15550100001",
    ALERT_SMS_FROM: "+15550199999",
  };
}

function warmFigure(
  name: string,
  what: string,
  target: number,
  { p50, p99 }: RoundTrips,
  documented?: RoundTrips,
): Figure {
  const beside = documented
    ? ` (the documented handler ${documented.p50.toFixed(2)})`
    : "";
  return {
    name,
    what: `${what}: round trips, p50`,
    target: `at most ${target}`,
    measured: `${p50.toFixed(2)}, p99 ${p99.toFixed(2)}${beside}`,
    isMet: p50 <= target,
    values: {
      p50,
      p99,
      ...(documented && { documentedP50: documented.p50 }),
    },
  };
}
