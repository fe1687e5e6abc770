import { CALL_PARAMS } from "../call-params";
import { runContainer } from "../container";
import { median, type Bench, type Figure } from "../figure";
import { withWorld } from "../world/world";

const NAMES = ["fallback", "helloVoice", "documented"] as const;
const PROCESSES = 25;
/** Processor time does not depend on how long an answer takes. */
const ROUND_TRIP_MS = 0;

/** Cold: processor time from loading the file to TwiML, in fresh processes taken in turn. */
export async function measureCold({
  functions,
  say,
}: Bench): Promise<Figure[]> {
  const times: Record<(typeof NAMES)[number], number[]> = {
    fallback: [],
    helloVoice: [],
    documented: [],
  };
  say(`cold: 3 Functions in ${PROCESSES} fresh processes each`);
  await withWorld(async ({ env, healthy }) => {
    for (let n = 0; n < PROCESSES; n++) {
      for (const name of NAMES) {
        const { cpuMs, replies } = await runContainer({
          measure: "cold",
          functionPath: functions[name],
          env: { ...env, BACKUP_ORIGINS: healthy },
          params: CALL_PARAMS,
          sidPrefix: "00",
        });
        if (!replies[0]?.[0].includes("<Response>"))
          throw new Error(`${name} answered ${String(replies[0]?.[0])}`);
        times[name].push(cpuMs);
      }
    }
  }, ROUND_TRIP_MS);

  const ms = median(times.fallback);
  const helloMs = median(times.helloVoice);
  const documentedMs = median(times.documented);
  const values = { ms, helloVoiceMs: helloMs, documentedMs };
  return [
    {
      name: "cold-hello-voice",
      what: "cold, one backup: processor time, of hello-voice",
      target: "at most 0.18",
      measured: `${(ms / helloMs).toFixed(3)} (${ms.toFixed(1)} of ${helloMs.toFixed(1)} ms)`,
      isMet: ms / helloMs <= 0.18,
      values: { ratio: ms / helloMs, ...values },
    },
    {
      name: "cold-documented",
      what: "cold, one backup: processor time, of the documented handler",
      target: "at most 0.15",
      measured: `${(ms / documentedMs).toFixed(3)} (${ms.toFixed(1)} of ${documentedMs.toFixed(1)} ms)`,
      isMet: ms / documentedMs <= 0.15,
      values: { ratio: ms / documentedMs, ...values },
    },
  ];
}
