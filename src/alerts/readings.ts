import { setMaxListeners } from "node:events";
import { readNewest, type NewestRecords } from "../journal/read-newest";
import type { Settings } from "../settings/settings";
import { isOpen, type Breaker } from "../resilience/breaker";
import type { Budget } from "../resilience/budget";
import { readIncident, type IncidentMap } from "./incident-map";
import type { ItemState } from "./parse-incident";

/** Counts that have not come back by then are left out. */
const COUNT_TIMEOUT_MS = 1000;

/** What was read of Sync for an alert. Nothing here rejects. */
export interface Reading {
  /** The newest records; null where Sync does not give them in time. */
  readonly records: Promise<NewestRecords[] | null>;
  readonly incident: Promise<ItemState | "unavailable">;
}

/** What one invocation reads for an alert: once, however often it asks. */
export interface Readings {
  read(budget: Budget): Reading;
  /** Gives up what is still being read, so that nothing floats after the reply. */
  close(): Promise<void>;
}

const NOTHING: Reading = {
  records: Promise.resolve(null),
  incident: Promise.resolve("unavailable"),
};

/**
 * Opens the readings; nothing is asked before `read`.
 *
 * @param map - Null where the platform gave no credentials.
 * @param key - The incident's.
 * @param sync - Sync, as it answers to claims: while it is left alone, nothing is read of it.
 */
export function openReadings(
  settings: Pick<Settings, "syncServiceSid" | "journalShards">,
  map: IncidentMap | null,
  key: string,
  sync: Breaker,
): Readings {
  let abort: AbortController | undefined;
  let reading = NOTHING;
  return {
    read: (budget) => {
      if (map === null || abort !== undefined || isOpen(sync, Date.now()))
        return reading;
      abort = new AbortController();
      const { signal } = abort;
      // Each request listens, and Node would warn of a leak beyond ten.
      setMaxListeners(settings.journalShards + 1, signal);
      const timeoutMs = Math.min(budget.remainingMs() / 2, COUNT_TIMEOUT_MS);
      reading = {
        records: readNewest(settings, map.rest, timeoutMs, signal),
        incident: readIncident(map, key, budget, signal),
      };
      return reading;
    },
    close: async () => {
      abort?.abort();
      await Promise.all([reading.records, reading.incident]);
    },
  };
}
