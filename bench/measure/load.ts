import { checkTwiml } from "../../src/twilio/check-twiml";
import { CALL_PARAMS } from "../call-params";
import { runContainer } from "../container";
import type { JobResult } from "../host/job";
import { median, quantile, type Bench, type Figure } from "../figure";
import { withWorld, type World } from "../world/world";

/** As many as Twilio runs at a time. */
const CONTAINERS = 30;
const FOR_MS = 20_000;
/** @see https://www.twilio.com/docs/sync/limits */
const SYNC_RATE = { perSecond: 20, burstSeconds: 10 };

/** Thirty containers at once, with Sync's limits on and one of two backups dead. */
export async function measureLoad({
  functions,
  roundTripMs,
  say,
}: Bench): Promise<Figure[]> {
  say(`load: ${CONTAINERS} containers at once for ${FOR_MS / 1000} s`);
  return withWorld(
    async (world) => {
      const results = await Promise.all(
        Array.from({ length: CONTAINERS }, (_, n) =>
          runContainer({
            measure: "warm",
            functionPath: functions.fallback,
            env: {
              ...world.env,
              BACKUP_ORIGINS: `${world.dead},${world.healthy}`,
            },
            params: CALL_PARAMS,
            sidPrefix: String(n).padStart(2, "0"),
            first: 0,
            forMs: FOR_MS,
          }),
        ),
      );
      return [loadFigure(results, world)];
    },
    roundTripMs,
    SYNC_RATE,
  );
}

function loadFigure(
  results: readonly JobResult[],
  { emulator }: World,
): Figure {
  const calls = results.flatMap((result) => result.calls);
  const sync = emulator.sync;
  const stored = sync.listNames().flatMap((name) => sync.items(name));
  const inSync = countBy(stored as { sid: string }[]);
  const inLog = countBy(
    results
      .flatMap(({ log }) => log)
      .map((line) => JSON.parse(line) as { sid: string; journaled: boolean })
      .filter(({ journaled }) => !journaled),
  );
  const invalid = results
    .flatMap(({ replies }) => replies)
    .filter(([body]) => checkTwiml(body, "voice") !== null)
    .reduce((sum, [, times]) => sum + times, 0);
  const times = ({ sid }: { sid: string }) =>
    (inSync.get(sid) ?? 0) + (inLog.get(sid) ?? 0);
  const lost = calls.filter((call) => times(call) === 0).length;
  const twice = calls.filter((call) => times(call) > 1).length;
  const ms = calls.map((call) => call.ms);
  return {
    name: "load",
    what: `${CONTAINERS} at once for ${FOR_MS / 1000} s, Sync at its limits, one of two backups dead`,
    target: "all valid, none lost, none twice",
    measured: `${calls.length} calls, ${invalid} invalid, ${inSync.size} in Sync, ${inLog.size} in the log, ${lost} lost, ${twice} twice`,
    isMet: calls.length > 0 && invalid + lost + twice === 0,
    values: {
      calls: calls.length,
      invalid,
      inSync: inSync.size,
      inLog: inLog.size,
      lost,
      twice,
      p50Ms: median(ms),
      p99Ms: quantile(ms, 0.99),
    },
  };
}

function countBy(records: readonly { sid: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { sid } of records) counts.set(sid, (counts.get(sid) ?? 0) + 1);
  return counts;
}
