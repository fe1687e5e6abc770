import type { Settings } from "../settings/settings";
import type { RestClient } from "../twilio/rest";
import { readNewestPage } from "./read-page";
import type { JournalRecord } from "./record";

/** The newest records of one shard, newest first. */
export interface NewestRecords {
  readonly records: readonly JournalRecord[];
  /** Whether the shard holds older ones. */
  readonly hasMore: boolean;
}

/** Reads one page of each shard, side by side; null where a shard could not be read in time. */
export async function readNewest(
  {
    syncServiceSid,
    journalShards,
  }: Pick<Settings, "syncServiceSid" | "journalShards">,
  rest: RestClient,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<NewestRecords[] | null> {
  const pages = await Promise.all(
    Array.from({ length: journalShards }, (_, shard) =>
      readNewestPage(rest, syncServiceSid, shard, timeoutMs, signal),
    ),
  );
  const read = pages.filter((page) => "records" in page);
  return read.length === pages.length
    ? read.map(({ records, next }) => ({ records, hasMore: next !== null }))
    : null;
}
