import { findRuns, runId, type Run } from "../journal/find-runs";
import { toIncidents, type Incident } from "../journal/incidents";
import type { JournalReading } from "../journal/read-since";
import type { JournalRecord } from "../journal/record";

/** What `/incidents` tells: the incidents of the last hours, and the newest failures. */
export interface Feed {
  /** In ISO 8601. */
  readonly generatedAt: string;
  readonly hours: number;
  /** Whether something may be missing. */
  readonly truncated: boolean;
  readonly incidents: readonly Incident[];
  /** Of every kind, rehearsals too; of one incident, where that was asked for. Newest first. */
  readonly failures: readonly JournalRecord[];
}

/** What a feed is asked for. */
export interface FeedRequest {
  readonly hours: number;
  /** The id of the one incident that is asked for; null for all. */
  readonly incident: string | null;
  /** Unix milliseconds. */
  readonly now: number;
  /**
   * How many failures to tell; with it, the feed is no reply, and as large as it is. By default
   * what {@link MAX_FAILURES} says, in a reply of 2 MB at most.
   */
  readonly limit?: number;
}

/** What is known of the latest incident of a key beside the journal. Times are in ISO 8601. */
export interface IncidentState {
  readonly toldAt: string | null;
  readonly resolvedAt: string | null;
}

/** How many failures a feed holds: of all incidents, or of one. */
const MAX_FAILURES = { ofAll: 100, ofOne: 500 };

/** How many failures are told where nobody says. */
export function failureLimit(incident: string | null): number {
  return incident === null ? MAX_FAILURES.ofAll : MAX_FAILURES.ofOne;
}

/** The most that a reply has, in bytes of JSON; its envelope is small change. */
const MAX_FEED_BYTES = 2_000_000 - 1000;

/**
 * Makes the feed of what was read: as many of the newest incidents as a reply holds. Pure.
 *
 * @param states - By the incident's key.
 */
export function makeFeed(
  { records, truncated }: Pick<JournalReading, "records" | "truncated">,
  states: ReadonlyMap<string, IncidentState>,
  request: FeedRequest,
): Feed {
  const { hours, incident, now, limit = failureLimit(incident) } = request;
  const runs = findRuns(records).filter(
    (run) => incident === null || runId(run) === incident,
  );
  const failures =
    incident === null ? newest(records, limit) : newestOfOne(runs, limit);
  const incidents = toIncidents(runs, now).map((one) => withState(one, states));
  const fitting =
    request.limit === undefined
      ? takeFitting(incidents, MAX_FEED_BYTES - sizeOf(failures))
      : incidents;
  return {
    generatedAt: new Date(now).toISOString(),
    hours,
    truncated: truncated || fitting.length < incidents.length,
    incidents: fitting,
    failures,
  };
}

/**
 * An incident with what is known of it beside the journal: that is of this incident, and of none
 * before, where it is not older. Pure.
 */
export function withState(
  incident: Incident,
  states: ReadonlyMap<string, IncidentState>,
): Incident {
  const { toldAt = null, resolvedAt = null } = states.get(incident.key) ?? {};
  const isTold = toldAt !== null && isNotBefore(toldAt, incident.firstAt);
  const isResolved =
    resolvedAt !== null && isNotBefore(resolvedAt, incident.lastAt);
  return {
    ...incident,
    toldAt: isTold ? toldAt : null,
    resolvedAt: isResolved ? resolvedAt : null,
    state:
      isResolved && incident.state === "quiet" ? "resolved" : incident.state,
  };
}

function isNotBefore(time: string, other: string): boolean {
  return Date.parse(time) >= Date.parse(other);
}

function newest(
  records: readonly JournalRecord[],
  limit: number,
): JournalRecord[] {
  return records
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, limit);
}

function newestOfOne([run]: readonly Run[], limit: number): JournalRecord[] {
  return run?.failures.toReversed().slice(0, limit) ?? [];
}

function takeFitting(
  incidents: readonly Incident[],
  bytes: number,
): Incident[] {
  let left = bytes;
  const first = incidents.findIndex((incident) => {
    left -= sizeOf(incident) + 1;
    return left < 0;
  });
  return first === -1 ? [...incidents] : incidents.slice(0, first);
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
