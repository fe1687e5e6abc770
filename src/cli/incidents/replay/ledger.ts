import pLimit from "p-limit";
import type { Twilio } from "twilio";
import { shardOf } from "../../../journal/shards";
import type { KeptEntry, LedgerEntry } from "./ledger-entry";

/**
 * What was brought back so far, over all runs and operators: the Sync Maps `fallback-replays-<n>`,
 * an item for each webhook. Every change says which one it was made for.
 */
export interface Ledger {
  /** Everything that is known, by key. */
  readAll(): Promise<Map<string, KeptEntry>>;
  /** The newest of one key; null where there is none. */
  read(key: string): Promise<KeptEntry | null>;
  /**
   * Writes an entry in place of the one that was seen, or where there was none.
   *
   * @returns Null where another was faster: nothing is changed then.
   */
  write(
    key: string,
    entry: LedgerEntry,
    seen: KeptEntry | null,
  ): Promise<KeptEntry | null>;
}

/** Longer than Twilio keeps its alerts, which are for 30 days. */
const TTL_SECONDS = 60 * 24 * 3600;
const PAGE_SIZE = 100;
const MAPS_AT_ONCE = 5;
const NOT_FOUND = 404;
const CONFLICT = 409;
const PRECONDITION_FAILED = 412;

/** Opens the ledger of a Sync service, spread over as many Maps as the journal over Lists. */
export function openLedger(
  sdk: Twilio,
  {
    syncServiceSid,
    journalShards,
  }: { readonly syncServiceSid: string; readonly journalShards: number },
): Ledger {
  const maps = sdk.sync.v1.services(syncServiceSid).syncMaps;
  const nameOf = (key: string) => mapName(shardOf(key, journalShards));
  const itemsOf = (key: string) => maps(nameOf(key)).syncMapItems;

  const create = async (key: string, entry: LedgerEntry) => {
    const item = { key, data: entry, itemTtl: TTL_SECONDS };
    try {
      return await itemsOf(key).create(item);
    } catch (error) {
      if (statusOf(error) !== NOT_FOUND) throw error;
    }
    await maps.create({ uniqueName: nameOf(key) }).catch(unless(CONFLICT));
    return await itemsOf(key).create(item);
  };

  return {
    readAll: async () => {
      const limit = pLimit(MAPS_AT_ONCE);
      const names = Array.from({ length: journalShards }, (_, n) => mapName(n));
      const lists = await Promise.all(
        names.map((name) =>
          limit(() =>
            maps(name)
              .syncMapItems.list({ pageSize: PAGE_SIZE })
              .catch(unless(NOT_FOUND)),
          ),
        ),
      );
      return new Map(
        lists
          .flatMap((items) => items ?? [])
          .map((item) => [item.key, keptOf(item)]),
      );
    },
    read: async (key) => {
      const item = await itemsOf(key)(key).fetch().catch(unless(NOT_FOUND));
      return item ? keptOf(item) : null;
    },
    write: async (key, entry, seen) => {
      const item = await (
        seen === null
          ? create(key, entry)
          : itemsOf(key)(key).update({
              data: entry,
              ifMatch: seen.revision,
              itemTtl: TTL_SECONDS,
            })
      ).catch(unless(CONFLICT, PRECONDITION_FAILED));
      return item ? { entry, revision: item.revision } : null;
    },
  };
}

function mapName(shard: number): string {
  return `fallback-replays-${shard}`;
}

function keptOf(item: { data: unknown; revision: string }): KeptEntry {
  return { entry: item.data as LedgerEntry, revision: item.revision };
}

function statusOf(error: unknown): unknown {
  return (error as { status?: unknown } | null)?.status;
}

/** Takes errors of some statuses for "not there"; throws every other. */
function unless(...statuses: number[]): (error: unknown) => null {
  return (error) => {
    if (statuses.includes(statusOf(error) as number)) return null;
    throw error;
  };
}
