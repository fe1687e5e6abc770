import type { Incident } from "../../journal/incidents";
import type { JournalRecord } from "../../journal/record";
import type { Settings } from "../../settings/settings";
import { UserError } from "../user-error";
import { findIncident } from "./find-incident";
import { readJournal } from "./read-journal";
import type { Scope } from "./scope";

/** The records of an incident, or of a time. Times are Unix milliseconds. */
export interface Scoped {
  /** Null where a time was asked for. */
  readonly incident: Incident | null;
  readonly records: readonly JournalRecord[];
  /** Those of other incidents and of later too. */
  readonly all: readonly JournalRecord[];
  readonly since: number;
  readonly until: number;
}

const DAYS_KEPT = 30;
const MS_A_DAY = 24 * 3_600_000;

/**
 * Reads what the journal knows of an incident, or of a time.
 *
 * @param now - Unix milliseconds.
 * @throws UserError where there is no such incident, or the time is longer ago than Twilio keeps
 * its errors.
 */
export async function readScoped(
  scope: Scope,
  settings: Settings,
  now: number,
): Promise<Scoped> {
  const oldest = now - DAYS_KEPT * MS_A_DAY;
  if ("id" in scope) {
    const all = await readJournal(settings, oldest);
    const { incident, failures } = findIncident(all, scope.id, now);
    const since = Date.parse(incident.firstAt);
    const until = Date.parse(incident.lastAt);
    return { incident, records: failures, all, since, until };
  }
  const { since, until } = scope;
  if (since < oldest)
    throw new UserError(
      `--since: Twilio keeps errors for ${DAYS_KEPT} days, so from ${new Date(oldest).toISOString()} on.`,
    );
  const all = await readJournal(settings, since);
  const records = all.filter(({ at }) => Date.parse(at) <= until);
  return { incident: null, records, all, since, until };
}
