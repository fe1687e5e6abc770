import type { Settings } from "../settings";
import type { RestClient } from "../twilio/rest";
import type { JournalRecord } from "./record";
import { listsPath } from "./shards";

/** The most that Sync gives at once. @see https://www.twilio.com/docs/sync/api/listitem-resource */
const PAGE_SIZE = 100;

/** The newest records of one shard, newest first. */
export interface NewestRecords {
  readonly records: readonly JournalRecord[];
  /** Whether the shard holds older ones. */
  readonly hasMore: boolean;
}

/**
 * Reads one page of each shard, side by side. A List that is not there holds nothing; null where
 * a shard could not be read in time.
 */
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
    Array.from({ length: journalShards }, async (_, shard) => {
      const path = listsPath(syncServiceSid, shard);
      const outcome = await rest.get(
        "sync",
        `${path}?Order=desc&PageSize=${PAGE_SIZE}`,
        timeoutMs,
        signal,
      );
      if (outcome.kind !== "response") return null;
      if (outcome.status === 404) return { records: [], hasMore: false };
      return outcome.status === 200 ? readPage(outcome.body) : null;
    }),
  );
  const read = pages.filter((page) => page !== null);
  return read.length === pages.length ? read : null;
}

function readPage(body: Buffer): NewestRecords | null {
  try {
    const { items, meta } = JSON.parse(body.toString()) as {
      items: { data: unknown }[];
      meta: { next_page_url: unknown };
    };
    return {
      records: items.map(({ data }) => data).filter(isRecord),
      hasMore: typeof meta.next_page_url === "string",
    };
  } catch {
    return null;
  }
}

/** Whether this is an item that this service wrote, and not somebody else's. */
function isRecord(data: unknown): data is JournalRecord {
  const { v, at } = (data ?? {}) as Partial<Record<"v" | "at", unknown>>;
  return v === 1 && typeof at === "string" && !Number.isNaN(Date.parse(at));
}
