import type { Settings } from "../settings/settings";
import {
  closedBreaker,
  recordOutcome,
  tryProbe,
  type Breaker,
} from "../resilience/breaker";
import type { Budget } from "../resilience/budget";
import { hasStatus } from "../http/has-status";
import type { HttpOutcome } from "../http/send-http";
import type { RestClient } from "../twilio/rest";
import type { JournalRecord } from "./record";
import { listName, listsPath, otherShard, shardOf } from "./shards";
import { describeTrouble } from "./sync-trouble";

/** A write that has not come back by then is given up. */
const WRITE_TIMEOUT_MS = 1500;

/** Given up twice in a row, Sync is left alone for so long; then one write probes. */
const COOLDOWN_MS = 10_000;

const SECONDS_A_DAY = 86_400;

/** Whether a record stands in Sync; where it does not, why, for the one who reads the log. */
export type JournalEntry =
  | { readonly journaled: true }
  | { readonly journaled: false; readonly reason: string };

/** Writes one record within what is left of a budget. Never throws: what cannot be written is said. */
export type WriteRecord = (
  record: JournalRecord,
  budget: Budget,
) => Promise<JournalEntry>;

/** What a warm container remembers of Sync as it answers to the journal. */
export function journalBreaker(): Breaker {
  return closedBreaker(COOLDOWN_MS);
}

/**
 * The journal in Sync. A record stands there once or not at all: a missing List is created, a
 * full one (429) is replaced by one other, and nothing is written again that could have arrived.
 *
 * @param rest - Null where the platform gave no credentials.
 */
export function syncJournal(
  settings: Pick<
    Settings,
    "syncServiceSid" | "journalShards" | "journalTtlDays"
  >,
  rest: RestClient | null,
  breaker: Breaker,
): WriteRecord {
  const lists = listsPath(settings.syncServiceSid);

  return async (record, budget) => {
    if (rest === null) return notWritten("no credentials");
    if (!tryProbe(breaker, Date.now())) {
      return notWritten(
        `Sync is left alone for ${COOLDOWN_MS / 1000} s: it did not answer in time`,
      );
    }
    const share = budget.share(WRITE_TIMEOUT_MS);
    const post = (path: string, form: Record<string, string>) =>
      rest.post("sync", path, form, share.remainingMs());

    const item = {
      Data: JSON.stringify(record),
      ItemTtl: String(settings.journalTtlDays * SECONDS_A_DAY),
    };
    const writeTo = async (shard: number): Promise<HttpOutcome> => {
      const path = listsPath(settings.syncServiceSid, shard);
      const written = await post(path, item);
      if (!hasStatus(written, 404)) return written;
      const created = await post(lists, { UniqueName: listName(shard) });
      const isThere = hasStatus(created, 201) || hasStatus(created, 409);
      return isThere ? post(path, item) : created;
    };

    const shard = shardOf(record.sid ?? record.at, settings.journalShards);
    const other = otherShard(shard, settings.journalShards);
    let outcome = await writeTo(shard);
    if (hasStatus(outcome, 429) && other !== null) {
      outcome = await writeTo(other);
    }
    recordOutcome(breaker, outcome.kind === "timeout", Date.now());
    return entryOf(outcome);
  };
}

function entryOf(outcome: HttpOutcome): JournalEntry {
  if (!hasStatus(outcome, 201)) return notWritten(describeTrouble(outcome));
  const isItem = outcome.kind === "response" && isJsonObject(outcome.body);
  return isItem
    ? { journaled: true }
    : notWritten("Sync's answer was not JSON");
}

function notWritten(reason: string): JournalEntry {
  return { journaled: false, reason };
}

/** Whether this is the item that Sync answers with, and not the page of some proxy. */
function isJsonObject(body: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
