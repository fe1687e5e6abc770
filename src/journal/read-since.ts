import type { Budget } from "../resilience/budget";
import type { Settings } from "../settings/settings";
import type { RestClient } from "../twilio/rest";
import { newestPage, readPage } from "./read-page";
import type { JournalRecord } from "./record";

/** What could be read of the journal. */
export interface JournalReading {
  readonly records: readonly JournalRecord[];
  /** Whether there may be more: a shard could not be read, or pages were left for want of time. */
  readonly truncated: boolean;
  /** Whether no shard could be read at all. */
  readonly isUnreadable: boolean;
}

/**
 * Reads the records since a time, the shards side by side, each page by page as far as that time
 * or the budget asks.
 *
 * @param since - Unix milliseconds.
 */
export async function readSince(
  {
    syncServiceSid,
    journalShards,
  }: Pick<Settings, "syncServiceSid" | "journalShards">,
  rest: RestClient,
  since: number,
  budget: Budget,
): Promise<JournalReading> {
  const shards = await Promise.all(
    Array.from({ length: journalShards }, (_, shard) =>
      readShard(newestPage(syncServiceSid, shard), rest, since, budget),
    ),
  );
  return {
    records: shards.flatMap(({ records }) => records),
    truncated: shards.some(({ isWhole }) => !isWhole),
    isUnreadable: shards.every(({ isRead }) => !isRead),
  };
}

interface ShardReading {
  readonly records: JournalRecord[];
  /** Whether at least one page was read. */
  readonly isRead: boolean;
  readonly isWhole: boolean;
}

async function readShard(
  newest: string,
  rest: RestClient,
  since: number,
  budget: Budget,
): Promise<ShardReading> {
  const records: JournalRecord[] = [];
  let isRead = false;
  for (let path: string | null = newest; path !== null;) {
    const page = await readPage(rest, path, budget.remainingMs());
    if (page === null) return { records, isRead, isWhole: false };
    isRead = true;
    const within = page.records.filter(({ at }) => Date.parse(at) >= since);
    records.push(...within);
    const oldest = page.records.at(-1);
    const isPast = oldest !== undefined && Date.parse(oldest.at) < since;
    path = isPast ? null : page.next;
  }
  return { records, isRead, isWhole: true };
}
