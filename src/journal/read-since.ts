import type { Budget } from "../resilience/budget";
import type { Settings } from "../settings/settings";
import type { RestClient } from "../twilio/rest";
import { recordLightener } from "./lighten-record";
import {
  readNewestPage,
  readPage,
  type JournalPage,
  type UnreadPage,
} from "./read-page";
import type { JournalRecord } from "./record";

/** What could be read of the journal. */
export interface JournalReading {
  readonly records: readonly JournalRecord[];
  /** Whether there may be more: a shard could not be read, or pages were left for want of time. */
  readonly truncated: boolean;
  /** Why no shard could be read at all, in words; null where one could. */
  readonly trouble: string | null;
}

/** Which records to read, and which of them whole. */
export interface Wanted {
  /** Unix milliseconds. */
  readonly since: number;
  /** Of each shard, so many of the newest records stay whole, by default all: others lack their attempts. */
  readonly whole?: number;
  /** Which ones may stay whole; by default any. */
  readonly isWanted?: (record: JournalRecord) => boolean;
}

/**
 * Reads the records since a time, the shards side by side, each page by page as far as that time
 * or the budget asks.
 */
export async function readSince(
  settings: Pick<Settings, "syncServiceSid" | "journalShards">,
  rest: RestClient,
  wanted: Wanted,
  budget: Budget,
): Promise<JournalReading> {
  const lighten = recordLightener();
  const shards = await Promise.all(
    Array.from({ length: settings.journalShards }, (_, shard) =>
      readShard(settings.syncServiceSid, shard, rest, wanted, budget, lighten),
    ),
  );
  return {
    records: shards.flatMap(({ records }) => records),
    truncated: shards.some(({ trouble }) => trouble !== null),
    trouble: shards.every(({ isRead }) => !isRead)
      ? (shards[0]?.trouble ?? null)
      : null,
  };
}

interface ShardReading {
  readonly records: JournalRecord[];
  /** Whether at least one page was read. */
  readonly isRead: boolean;
  /** Why it was not read to the end; null where it was. */
  readonly trouble: string | null;
}

async function readShard(
  syncServiceSid: string,
  shard: number,
  rest: RestClient,
  { since, whole = Infinity, isWanted = () => true }: Wanted,
  budget: Budget,
  lighten: (record: JournalRecord) => JournalRecord,
): Promise<ShardReading> {
  const records: JournalRecord[] = [];
  let kept = 0;
  let page: JournalPage | UnreadPage = await readNewestPage(
    rest,
    syncServiceSid,
    shard,
    budget.remainingMs(),
  );
  for (let isRead = false; ; isRead = true) {
    if ("trouble" in page) return { records, isRead, trouble: page.trouble };
    for (const record of page.records) {
      if (Date.parse(record.at) < since) continue;
      const staysWhole = kept < whole && isWanted(record);
      if (staysWhole) kept += 1;
      records.push(staysWhole ? record : lighten(record));
    }
    const oldest = page.records.at(-1);
    const isPast = oldest !== undefined && Date.parse(oldest.at) < since;
    if (isPast || page.next === null)
      return { records, isRead: true, trouble: null };
    page = await readPage(rest, page.next, budget.remainingMs());
  }
}
