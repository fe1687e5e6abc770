import { classifyError, type ErrorClass } from "./classify-error";
import { runId, SILENCE_MS, type Run } from "./find-runs";
import { recordOrigin } from "./incident-key";
import type { Channel, JournalRecord } from "./record";
import { countNumbers, countPersons, type NumberCount } from "./who-failed";
import { timelineOf, type TimelineBucket } from "./timeline";

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
  /** How many people met it, each once. */
  readonly people: number;
  /** Ours that it was on, the ten most failing first. */
  readonly numbers: readonly NumberCount[];
  readonly recovered: number;
  readonly apologized: number;
  readonly silent: number;
  readonly reported: number;
  /**
   * `open` while it fails, `quiet` once 15 minutes have passed without a failure, `resolved` once
   * its server was seen to answer after that.
   */
  readonly state: "open" | "quiet" | "resolved";
  /** When somebody was last told; null where nobody was, or nobody knows. */
  readonly toldAt: string | null;
  readonly resolvedAt: string | null;
  readonly timeline: readonly TimelineBucket[];
}

/**
 * Makes incidents of runs of failures: the open ones first, of each state the latest first. Pure.
 *
 * @param now - Unix milliseconds.
 */
export function toIncidents(runs: readonly Run[], now: number): Incident[] {
  return runs
    .map((run) => toIncident(run, now))
    .toSorted(
      (one, other) =>
        Number(other.state === "open") - Number(one.state === "open") ||
        Date.parse(other.lastAt) - Date.parse(one.lastAt),
    );
}

/**
 * The incident that a run of failures is, as far as the journal knows: whether somebody was told,
 * and whether its server answers again, stands elsewhere.
 */
function toIncident(run: Run, now: number): Incident {
  const { key, failures } = run;
  const [first] = failures;
  const last = failures.at(-1) ?? first;
  const ended = (outcome: JournalRecord["outcome"]): number =>
    failures.filter((failure) => failure.outcome === outcome).length;
  const through = (channel: Channel): number =>
    failures.filter((failure) => failure.channel === channel).length;
  return {
    id: runId(run),
    key,
    origin: recordOrigin(first),
    errorClass: classifyError(first.errorCode),
    errorCodes: countCodes(failures),
    channels: {
      voice: through("voice"),
      messaging: through("messaging"),
      unknown: through("unknown"),
    },
    firstAt: first.at,
    lastAt: last.at,
    count: failures.length,
    people: countPersons(failures) ?? 0,
    numbers: countNumbers(failures),
    recovered: ended("recovered"),
    apologized: ended("apologized"),
    silent: ended("silent"),
    reported: ended("reported"),
    state: now - Date.parse(last.at) > SILENCE_MS ? "quiet" : "open",
    toldAt: null,
    resolvedAt: null,
    timeline: timelineOf(failures),
  };
}

function countCodes(
  failures: readonly JournalRecord[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { errorCode } of failures) {
    if (errorCode === null) continue;
    counts[errorCode] = (counts[errorCode] ?? 0) + 1;
  }
  return counts;
}
