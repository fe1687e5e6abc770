import { setTimeout as sleep } from "node:timers/promises";
import { startBudget } from "../../../resilience/budget";
import { readSince } from "../../../journal/read-since";
import type { JournalRecord } from "../../../journal/record";
import type { RestClient } from "../../../twilio/rest";

/** What Sync holds of some calls and messages. */
export interface Found {
  /** Every item of theirs; one that stands there twice is here twice. */
  readonly records: readonly JournalRecord[];
  /** Whether all of the journal could be read, so that what is not here is not there. */
  readonly isWhole: boolean;
}

/** The most that `JOURNAL_SHARDS` may be: how many the service has, only the service knows. */
const MAX_SHARDS = 50;

const READ_TIMEOUT_MS = 30_000;

/** Clocks differ; records are told apart by their SIDs. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** A write whose answer was lost may come to stand a little later. */
const LOOKS = 2;
const LOOK_AGAIN_MS = 2000;

/** Looks for the records of SIDs in the journal, again where one is missing. */
export async function findRecords(
  sids: ReadonlySet<string>,
  syncServiceSid: string,
  rest: RestClient,
  startedAt: number,
): Promise<Found> {
  for (let looks = 1; ; looks++) {
    const { records, truncated } = await readSince(
      { syncServiceSid, journalShards: MAX_SHARDS },
      rest,
      { since: startedAt - CLOCK_SKEW_MS },
      startBudget(READ_TIMEOUT_MS),
    );
    const found = records.filter(({ sid }) => sid !== null && sids.has(sid));
    const isComplete = new Set(found.map(({ sid }) => sid)).size === sids.size;
    if (isComplete || looks === LOOKS)
      return { records: found, isWhole: !truncated };
    await sleep(LOOK_AGAIN_MS);
  }
}
