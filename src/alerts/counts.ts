import { setMaxListeners } from "node:events";
import { readNewest, type NewestRecords } from "../journal/read-newest";
import type { Settings } from "../settings/settings";
import { isOpen, type Breaker } from "../resilience/breaker";
import type { RestClient } from "../twilio/rest";

/** Counts that have not come back by then are left out. */
const COUNT_TIMEOUT_MS = 1000;

/** What one invocation reads of the journal, once, however often it asks. Nothing here rejects. */
export interface Counts {
  /** The newest records; null where Sync does not give them in time. */
  read(leftMs: number): Promise<NewestRecords[] | null>;
  /** Gives up what is still being read, so that nothing floats after the reply. */
  close(): Promise<void>;
}

/**
 * The counts out of the journal, which nobody has asked for yet.
 *
 * @param rest - Null where the platform gave no credentials.
 * @param sync - Sync, as it answers to claims: while it is left alone, nothing is read of it either.
 */
export function openCounts(
  settings: Pick<Settings, "syncServiceSid" | "journalShards">,
  rest: RestClient | null,
  sync: Breaker,
): Counts {
  let abort: AbortController | undefined;
  let reading: Promise<NewestRecords[] | null> = Promise.resolve(null);
  return {
    read: (leftMs) => {
      if (rest === null || abort !== undefined || isOpen(sync, Date.now()))
        return reading;
      abort = new AbortController();
      // Each shard listens, and Node would warn of a leak beyond ten.
      setMaxListeners(settings.journalShards, abort.signal);
      const timeoutMs = Math.min(leftMs / 2, COUNT_TIMEOUT_MS);
      reading = readNewest(settings, rest, timeoutMs, abort.signal);
      return reading;
    },
    close: async () => {
      abort?.abort();
      await reading;
    },
  };
}
