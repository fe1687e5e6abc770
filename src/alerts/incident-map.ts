import type { HttpOutcome } from "../http/send-http";
import { hasStatus } from "../http/has-status";
import type { Budget } from "../resilience/budget";
import type { RestClient } from "../twilio/rest";
import type { IncidentItem } from "./incident-item";
import {
  parseItem,
  parsePage,
  parseRevision,
  type ItemState,
  type StoredItem,
} from "./parse-incident";

/** An item that has not come back by then is taken for unavailable. */
const ITEM_TIMEOUT_MS = 1500;

/** 7 days. */
const ITEM_TTL_SECONDS = 604_800;

/** The most that Sync gives at once. */
const PAGE_SIZE = 100;

/** Where the incidents of one audience stand: `fallback-incidents-<audience>`. */
export interface IncidentMap {
  readonly syncServiceSid: string;
  readonly audience: string;
  readonly rest: RestClient;
}

/** What writing an item came to: its new revision, or that another was faster, or nobody can say. */
export type ItemWriting = { revision: string } | "conflict" | "unavailable";

/** Reads the item of an incident. Never rejects. */
export async function readIncident(
  map: IncidentMap,
  key: string,
  budget: Budget,
  signal?: AbortSignal,
): Promise<ItemState | "unavailable"> {
  const outcome = await map.rest.get(
    "sync",
    itemsPath(map, key),
    share(budget).remainingMs(),
    signal,
  );
  if (hasStatus(outcome, 404)) return { item: null, revision: null };
  const body = bodyOf(outcome);
  return (body && parseItem(body)) ?? "unavailable";
}

/**
 * Writes the item of an incident, if nobody was faster. Never rejects.
 *
 * @param revision - The one that was read; null where there was no item.
 */
export async function writeIncident(
  map: IncidentMap,
  key: string,
  item: IncidentItem,
  revision: string | null,
  budget: Budget,
): Promise<ItemWriting> {
  const content = {
    Data: JSON.stringify(item),
    ItemTtl: String(ITEM_TTL_SECONDS),
  };
  const left = share(budget);
  if (revision !== null) {
    const path = itemsPath(map, key);
    return readWriting(
      await map.rest.post("sync", path, content, left.remainingMs(), revision),
    );
  }
  const create = () =>
    map.rest.post(
      "sync",
      itemsPath(map),
      { Key: key, ...content },
      left.remainingMs(),
    );
  const created = await create();
  if (!hasStatus(created, 404)) return readWriting(created);
  const made = await map.rest.post(
    "sync",
    mapsPath(map),
    { UniqueName: `fallback-incidents-${map.audience}` },
    left.remainingMs(),
  );
  const isThere = hasStatus(made, 201) || hasStatus(made, 409);
  return isThere ? readWriting(await create()) : "unavailable";
}

/** Reads all incidents; null where Sync does not give them. A Map that is not there has none. */
export async function readIncidents(
  map: IncidentMap,
  budget: Budget,
): Promise<StoredItem[] | null> {
  const incidents: StoredItem[] = [];
  let path: string | null = `${itemsPath(map)}?PageSize=${PAGE_SIZE}`;
  while (path !== null) {
    const outcome: HttpOutcome = await map.rest.get(
      "sync",
      path,
      budget.remainingMs(),
    );
    if (hasStatus(outcome, 404) && incidents.length === 0) return [];
    const body = bodyOf(outcome);
    const page = body && parsePage(body);
    if (page === null) return null;
    incidents.push(...page.items);
    path = page.next;
  }
  return incidents;
}

function share(budget: Budget): Budget {
  return budget.share(Math.min(budget.remainingMs() / 2, ITEM_TIMEOUT_MS));
}

function mapsPath({ syncServiceSid }: IncidentMap): string {
  return `/v1/Services/${syncServiceSid}/Maps`;
}

function itemsPath(map: IncidentMap, key?: string): string {
  const items = `${mapsPath(map)}/fallback-incidents-${map.audience}/Items`;
  return key === undefined ? items : `${items}/${key}`;
}

/** What a 200 brought. */
function bodyOf(outcome: HttpOutcome): Buffer | null {
  return outcome.kind === "response" && outcome.status === 200
    ? outcome.body
    : null;
}

function readWriting(outcome: HttpOutcome): ItemWriting {
  if (outcome.kind !== "response") return "unavailable";
  switch (outcome.status) {
    case 200:
    case 201:
      return parseRevision(outcome.body) ?? "unavailable";
    // Made, changed or gone since it was read.
    case 404:
    case 409:
    case 412:
      return "conflict";
    default:
      return "unavailable";
  }
}
