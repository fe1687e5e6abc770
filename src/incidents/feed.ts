import { groupIntoIncidents, type Incident } from "../journal/incidents";
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
  /** Of every kind, rehearsals too; newest first. */
  readonly failures: readonly JournalRecord[];
}

const MAX_FAILURES = 100;

/** Makes the feed of what was read. Pure; `now` is in Unix milliseconds. */
export function feedOf(
  { records, truncated }: JournalReading,
  hours: number,
  now: number,
): Feed {
  return {
    generatedAt: new Date(now).toISOString(),
    hours,
    truncated,
    incidents: groupIntoIncidents(records, now),
    failures: records
      .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
      .slice(0, MAX_FAILURES),
  };
}
