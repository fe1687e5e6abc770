import { findRuns, runId } from "../../journal/find-runs";
import { toIncidents, type Incident } from "../../journal/incidents";
import type { JournalRecord } from "../../journal/record";
import { UserError } from "../user-error";

/** An incident with its failures, the oldest first. */
export interface FoundIncident {
  readonly incident: Incident;
  readonly failures: readonly JournalRecord[];
}

const MIN_ID_LENGTH = 4;
const MAX_NAMED = 5;

/**
 * The incident whose id begins with a text.
 *
 * @param now - Unix milliseconds.
 * @throws UserError where there is none, or more than one.
 */
export function findIncident(
  records: readonly JournalRecord[],
  beginning: string,
  now: number,
): FoundIncident {
  if (beginning.length < MIN_ID_LENGTH)
    throw new UserError(
      `${beginning}: expected ${MIN_ID_LENGTH} characters of an incident's id, or more (incidents lists them).`,
    );
  const runs = findRuns(records).filter((run) =>
    runId(run).startsWith(beginning),
  );
  const [run, ...others] = runs;
  const [incident] = run === undefined ? [] : toIncidents([run], now);
  if (run === undefined || incident === undefined)
    throw new UserError(
      `${beginning}: no incident of the last 30 days has an id that begins so (incidents --hours 720 lists them).`,
    );
  if (others.length > 0) {
    const names = runs.slice(0, MAX_NAMED).map(runId).join(", ");
    const more = runs.length > MAX_NAMED ? ", …" : "";
    throw new UserError(
      `${beginning}: ${runs.length} incidents have an id that begins so: ${names}${more}. Write more of it.`,
    );
  }
  return { incident, failures: run.failures };
}
