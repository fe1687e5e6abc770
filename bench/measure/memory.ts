import { CALL_PARAMS } from "../call-params";
import { runContainer } from "../container";
import type { Bench, Figure } from "../figure";
import { withWorld } from "../world/world";

const CALLS = 50_000;
const SAMPLE_EVERY = 5000;
const AT_ONCE = 30;
/** More than this is a leak, of 50 bytes a call. */
const MAX_GROWTH_BYTES = 2 * 1024 * 1024;
const MIB = 1024 * 1024;

/** One container through many calls: the heap after a collection, at the start and at the end. */
export async function measureMemory({
  functions,
  say,
}: Bench): Promise<Figure[]> {
  say(`memory: ${CALLS} calls in one container`);
  const { samples } = await withWorld(
    ({ env, sinks, dead, healthy }) =>
      runContainer({
        measure: "memory",
        functionPath: functions.fallback,
        env: {
          ...env,
          ...sinks.settings,
          RETRY_FAILED_URL: "true",
          BACKUP_ORIGINS: `${dead},${healthy}`,
        },
        params: CALL_PARAMS,
        sidPrefix: "05",
        calls: CALLS,
        sampleEvery: SAMPLE_EVERY,
        atOnce: AT_ONCE,
      }),
    0,
  );
  const [, start] = samples;
  const end = samples.at(-1);
  if (!start || !end) throw new Error("nothing was weighed");
  const growth = end.heapBytes - start.heapBytes;
  const mib = (bytes: number) => (bytes / MIB).toFixed(1);
  return [
    {
      name: "memory",
      what: `heap over ${CALLS.toLocaleString("en")} calls, ${AT_ONCE} at once`,
      target: "flat",
      measured: `${mib(start.heapBytes)} MiB after ${start.calls}, ${mib(end.heapBytes)} MiB at the end (resident ${mib(start.rssBytes)}, ${mib(end.rssBytes)})`,
      isMet: growth <= MAX_GROWTH_BYTES,
      values: {
        startHeapBytes: start.heapBytes,
        endHeapBytes: end.heapBytes,
        startRssBytes: start.rssBytes,
        endRssBytes: end.rssBytes,
        calls: end.calls,
      },
    },
  ];
}
