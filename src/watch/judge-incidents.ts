import type { IncidentItem } from "../alerts/incident-item";
import type { StoredItem } from "../alerts/parse-incident";
import { distinctFailures } from "../journal/distinct-failures";
import { SILENCE_MS } from "../journal/find-runs";
import { recordKey } from "../journal/incident-key";
import type { JournalRecord } from "../journal/record";
import { parseWebUrl } from "../url/parse-url";

/** Where there is no server to ask, so long a silence ends an incident. */
const LONG_SILENCE_MS = 60 * 60_000;

/** An incident that nobody has seen the end of, as a watcher finds it. */
export interface WatchedIncident extends StoredItem {
  readonly state: "open" | "quiet";
  /** Its failures, in the order of their time, as far as the journal holds them. */
  readonly failures: readonly JournalRecord[];
  /** When it last failed, in ISO 8601. */
  readonly lastAt: string;
  /** Where to ask whether its server answers again; null where it has none. */
  readonly probeUrl: URL | null;
  /** Whether it has been silent for so long that it is over, though no server can be asked. */
  readonly isLongSilent: boolean;
}

/**
 * Judges the incidents that are not resolved by the journal's records: what counts as silence is
 * the last failure. Pure.
 *
 * @param now - Unix milliseconds.
 */
export function judgeIncidents(
  stored: readonly StoredItem[],
  records: readonly JournalRecord[],
  now: number,
): WatchedIncident[] {
  const failures = distinctFailures(records);
  return stored
    .filter(({ item }) => item.resolvedAt === null)
    .map((one) => {
      const own = failures
        .filter((failure) => recordKey(failure) === one.key)
        .filter(({ at }) => Date.parse(at) >= earliest(one.item))
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
      const last = own.at(-1);
      const lastAt =
        last && Date.parse(last.at) > Date.parse(one.item.lastAt)
          ? last.at
          : one.item.lastAt;
      const silentMs = now - Date.parse(lastAt);
      return {
        ...one,
        state: silentMs > SILENCE_MS ? "quiet" : "open",
        failures: own,
        lastAt,
        probeUrl: probeUrl(one.item, last),
        isLongSilent: silentMs >= LONG_SILENCE_MS,
      };
    });
}

/** Since when the journal must be read to judge incidents; Unix milliseconds. */
export function earliestOf(stored: readonly StoredItem[], now: number): number {
  return Math.min(
    now - LONG_SILENCE_MS,
    ...stored
      .filter(({ item }) => item.resolvedAt === null)
      .map(({ item }) => earliest(item)),
  );
}

/** The failures of its first moments may have been written before it was opened. */
function earliest({ openedAt }: IncidentItem): number {
  return Date.parse(openedAt) - SILENCE_MS;
}

/** The URL that failed last, without what may be secret; else the root of the origin. */
function probeUrl(
  { origin }: IncidentItem,
  last: JournalRecord | undefined,
): URL | null {
  return parseWebUrl(last?.errorUrl ?? null) ?? parseWebUrl(origin);
}
