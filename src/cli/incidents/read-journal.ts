import type { JournalRecord } from "../../journal/record";
import { readSince } from "../../journal/read-since";
import { startBudget } from "../../resilience/budget";
import type { Settings } from "../../settings/settings";
import { createRestClient } from "../../twilio/rest";
import { UserError } from "../user-error";

/** Nobody is on the line. */
const READ_TIMEOUT_MS = 120_000;

/**
 * Reads the journal since a time, whole: what is brought back must not depend on what could be
 * read by chance.
 *
 * @param since - Unix milliseconds.
 */
export async function readJournal(
  settings: Settings,
  since: number,
): Promise<readonly JournalRecord[]> {
  const rest = createRestClient(settings.twilio);
  if (rest === null) throw new Error("A login has credentials.");
  const budget = startBudget(READ_TIMEOUT_MS);
  const reading = await readSince(settings, rest, { since }, budget);
  if (reading.truncated)
    throw new UserError(
      `The journal could not be read whole: ${reading.trouble ?? "a part of it did not come"}. Nothing was changed.`,
    );
  return reading.records;
}
