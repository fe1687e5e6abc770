import { classifyError, type ErrorClass } from "./classify-error";
import { distinctFailures } from "./distinct-failures";
import { recordKey, recordOrigin } from "./incident-key";
import type { Channel, JournalRecord } from "./record";
import { timelineOf, type TimelineBucket } from "./timeline";

/** A longer silence ends an incident. */
const SILENCE_MS = 15 * 60_000;

/** A run of failures of one origin and error class. Times are in ISO 8601. */
export interface Incident {
  /** `<key>-<firstAt in whole seconds>`. */
  readonly id: string;
  /** The same for every incident of this origin and class. */
  readonly key: string;
  /** The origin that failed; null where no usable `ErrorUrl` came. */
  readonly origin: string | null;
  readonly errorClass: ErrorClass;
  /** How often each of Twilio's codes came; failures without a code are left out. */
  readonly errorCodes: Readonly<Record<string, number>>;
  readonly channels: Readonly<Record<Channel, number>>;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
  readonly recovered: number;
  readonly apologized: number;
  readonly silent: number;
  readonly reported: number;
  readonly state: "open" | "closed";
  readonly timeline: readonly TimelineBucket[];
}

/**
 * Groups records, in any order and with duplicates, into incidents: the open ones first, of each
 * state the latest first. Pure.
 *
 * @param now - Unix milliseconds.
 */
export function groupIntoIncidents(
  records: readonly JournalRecord[],
  now: number,
): Incident[] {
  return [...groupByKey(distinctFailures(records))]
    .flatMap(([key, failures]) =>
      splitBySilence(failures).map((run) => incidentOf(key, run, now)),
    )
    .toSorted(
      (one, other) =>
        Number(other.state === "open") - Number(one.state === "open") ||
        Date.parse(other.lastAt) - Date.parse(one.lastAt),
    );
}

/** Failures in the order of their time; there is at least one. */
type Run = [JournalRecord, ...JournalRecord[]];

function groupByKey(
  failures: readonly JournalRecord[],
): Map<string, JournalRecord[]> {
  const groups = new Map<string, JournalRecord[]>();
  for (const failure of failures) {
    const key = recordKey(failure);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(failure);
  }
  return groups;
}

function splitBySilence(failures: readonly JournalRecord[]): Run[] {
  const runs: Run[] = [];
  let lastTime = -Infinity;
  for (const failure of failures.toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  )) {
    const time = Date.parse(failure.at);
    if (time - lastTime > SILENCE_MS) runs.push([failure]);
    else runs.at(-1)?.push(failure);
    lastTime = time;
  }
  return runs;
}

function incidentOf(key: string, run: Run, now: number): Incident {
  const [first] = run;
  const last = run.at(-1) ?? first;
  const ended = (outcome: JournalRecord["outcome"]): number =>
    run.filter((failure) => failure.outcome === outcome).length;
  const through = (channel: Channel): number =>
    run.filter((failure) => failure.channel === channel).length;
  return {
    id: `${key}-${Math.floor(Date.parse(first.at) / 1000)}`,
    key,
    origin: recordOrigin(first),
    errorClass: classifyError(first.errorCode),
    errorCodes: countCodes(run),
    channels: {
      voice: through("voice"),
      messaging: through("messaging"),
      unknown: through("unknown"),
    },
    firstAt: first.at,
    lastAt: last.at,
    count: run.length,
    recovered: ended("recovered"),
    apologized: ended("apologized"),
    silent: ended("silent"),
    reported: ended("reported"),
    state: now - Date.parse(last.at) > SILENCE_MS ? "closed" : "open",
    timeline: timelineOf(run),
  };
}

function countCodes(run: Run): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { errorCode } of run) {
    if (errorCode === null) continue;
    counts[errorCode] = (counts[errorCode] ?? 0) + 1;
  }
  return counts;
}
