import { parseWebUrl } from "../url/parse-url";
import { isIncidentItem, type IncidentItem } from "./incident-item";

/**
 * An incident's item as it stands: null where there is none, or one that this service did not
 * write. `revision` is what an update must name; null where there is nothing to update.
 */
export interface ItemState {
  readonly item: IncidentItem | null;
  readonly revision: string | null;
}

/** The item of a known incident. */
export interface StoredItem {
  readonly key: string;
  readonly item: IncidentItem;
  readonly revision: string;
}

/** An item as Sync answers with it; null for what is none of Sync's. */
export function parseItem(body: Buffer): ItemState | null {
  const { data, revision } = parseObject(body);
  if (typeof revision !== "string") return null;
  return { item: isIncidentItem(data) ? data : null, revision };
}

/** The new revision of an item that was written; null in what is no answer of Sync's. */
export function parseRevision(body: Buffer): { revision: string } | null {
  const { revision } = parseObject(body);
  return typeof revision === "string" ? { revision } : null;
}

/** The incidents of one page, and the path of the next; null for what is no page. */
export function parsePage(
  body: Buffer,
): { items: StoredItem[]; next: string | null } | null {
  const { items, meta } = parseObject(body);
  if (!Array.isArray(items)) return null;
  const { next_page_url: next } = (meta ?? {}) as { next_page_url?: unknown };
  const url = typeof next === "string" ? parseWebUrl(next) : null;
  return {
    items: items.flatMap((item) => storedItem(item) ?? []),
    next: url && url.pathname + url.search,
  };
}

function storedItem(body: unknown): StoredItem | null {
  const { key, data, revision } = (body ?? {}) as Record<string, unknown>;
  return typeof key === "string" &&
    typeof revision === "string" &&
    isIncidentItem(data)
    ? { key, item: data, revision }
    : null;
}

function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
