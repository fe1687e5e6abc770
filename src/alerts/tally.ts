import { distinctFailures } from "../journal/distinct-failures";
import { recordKey } from "../journal/incident-key";
import type { NewestRecords } from "../journal/read-newest";
import type { JournalRecord } from "../journal/record";
import {
  countNumbers,
  countPersons,
  type NumberCount,
} from "../journal/who-failed";

/** How many failures of an incident there were lately. */
export interface Tally {
  readonly count: number;
  /** How many people met them; null where no record says. */
  readonly people: number | null;
  /** Those of ours that they called or wrote to, the most failing first. */
  readonly numbers: readonly NumberCount[];
  /** When the earliest of them was, in ISO 8601. */
  readonly since: string;
  /** Whether a shard held more records of that time than were read. */
  readonly isAtLeast: boolean;
}

/**
 * Counts the failures of one incident within `windowMs` before one of them, that one included
 * whether it has been read or not. Pure.
 */
export function tally(
  shards: readonly NewestRecords[],
  own: JournalRecord,
  windowMs: number,
): Tally {
  const earliest = Date.parse(own.at) - windowMs;
  const isRecent = ({ at }: JournalRecord): boolean =>
    Date.parse(at) >= earliest;
  const key = recordKey(own);
  const ofIncident = [...shards.flatMap(({ records }) => records), own].filter(
    (record) => recordKey(record) === key,
  );
  const failures = distinctFailures(ofIncident).filter(isRecent);
  const times = failures.map(({ at }) => at).sort();
  return {
    count: Math.max(times.length, 1),
    people: countPersons(failures),
    numbers: countNumbers(failures),
    since: times[0] ?? own.at,
    isAtLeast: shards.some(
      ({ records, hasMore }) => hasMore && records.every(isRecent),
    ),
  };
}
