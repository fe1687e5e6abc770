import { apiError, type ApiReply, type ApiRequest } from "../api";
import type { RateLimit } from "../rate-limit";

const MAX_DATA_BYTES = 16 * 1024;
const MAX_TTL_SECONDS = 31_536_000;
const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 50;

/** What a Document or an item holds. Times are Unix milliseconds. */
export interface SyncContent {
  data: unknown;
  readonly createdAt: number;
  updatedAt: number;
  expiresAt: number | null;
  /** How often it was changed. */
  revision: number;
}

/** A Document, a List with its items in the order of their index, or a Map with its by key. */
export interface SyncObject extends SyncContent {
  readonly sid: string;
  readonly uniqueName: string;
  readonly items: SyncItem[];
  readonly itemsByKey: Map<string, SyncContent>;
  readonly writes: RateLimit;
  readonly reads: RateLimit;
}

/** An item of a List. */
export interface SyncItem extends SyncContent {
  readonly index: number;
}

/** Whether content has not expired. */
export function isAlive({ expiresAt }: SyncContent): boolean {
  return expiresAt === null || expiresAt > Date.now();
}

/** Reads `Data` and a time to live out of a form, or says why they are refused. */
export function readContent(
  form: URLSearchParams,
  ttlName: "Ttl" | "ItemTtl",
): SyncContent | ApiReply {
  const text = form.get("Data") ?? "{}";
  if (Buffer.byteLength(text) > MAX_DATA_BYTES)
    return apiError(413, 54006, "Request entity too large");
  const ttl = form.get(ttlName);
  const seconds = Number(ttl ?? MAX_TTL_SECONDS);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_TTL_SECONDS)
    return apiError(400, 54011, "Invalid TTL");
  const createdAt = Date.now();
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data !== "object" || data === null) throw new SyntaxError();
    const expiresAt = ttl === null ? null : createdAt + seconds * 1000;
    return { data, createdAt, updatedAt: createdAt, expiresAt, revision: 0 };
  } catch {
    return apiError(400, 20001, "Data is not a JSON object");
  }
}

/**
 * Changes what a form names of a content, and leaves the rest; or says why it is refused, as
 * where somebody else was faster. Null where it is done.
 */
export function updateContent(
  content: SyncContent,
  { form, ifMatch }: Pick<ApiRequest, "form" | "ifMatch">,
  ttlName: "Ttl" | "ItemTtl",
): ApiReply | null {
  const wanted = readContent(form, ttlName);
  if ("status" in wanted) return wanted;
  if (ifMatch !== null && ifMatch !== revisionText(content))
    return apiError(412, 54205, "The revision does not match");
  if (form.has("Data")) content.data = wanted.data;
  if (form.has(ttlName)) content.expiresAt = wanted.expiresAt;
  content.updatedAt = wanted.updatedAt;
  content.revision += 1;
  return null;
}

/** A List or Document as the API shows it. */
export function objectBody(object: SyncObject, accountSid: string): unknown {
  return {
    sid: object.sid,
    unique_name: object.uniqueName,
    account_sid: accountSid,
    data: object.data,
    ...contentBody(object),
  };
}

/** An item as the API shows it. */
export function itemBody(
  item: SyncItem,
  listSid: string,
  accountSid: string,
): unknown {
  return {
    index: item.index,
    account_sid: accountSid,
    list_sid: listSid,
    data: item.data,
    ...contentBody(item),
  };
}

/**
 * One page of a List's items, by `Order`, `PageSize` and `PageToken`. As with Twilio,
 * `next_page_url` names Twilio's own host.
 */
export function pageBody(
  list: SyncObject,
  path: string,
  query: URLSearchParams,
  accountSid: string,
): unknown {
  const pageSize = Math.min(
    Number(query.get("PageSize") ?? DEFAULT_PAGE_SIZE),
    MAX_PAGE_SIZE,
  );
  const isDescending = query.get("Order") === "desc";
  const inOrder = isDescending ? list.items.toReversed() : list.items;
  const after = query.get("PageToken");
  const rest = inOrder
    .filter(isAlive)
    .filter(
      ({ index }) =>
        after === null ||
        (isDescending ? index < Number(after) : index > Number(after)),
    );
  const page = rest.slice(0, pageSize);
  const pageUrl = (token: number | undefined): string => {
    const next = new URLSearchParams(query);
    if (token !== undefined) next.set("PageToken", String(token));
    return `https://sync.twilio.com${path}?${next.toString()}`;
  };
  return {
    items: page.map((item) => itemBody(item, list.sid, accountSid)),
    meta: {
      key: "items",
      page_size: pageSize,
      url: pageUrl(undefined),
      next_page_url:
        rest.length > pageSize ? pageUrl(page.at(-1)?.index) : null,
    },
  };
}

/** What every content has, as the API shows it. */
export function contentBody(content: SyncContent): object {
  const { createdAt, updatedAt, expiresAt } = content;
  return {
    revision: revisionText(content),
    created_by: "system",
    date_created: new Date(createdAt).toISOString(),
    date_updated: new Date(updatedAt).toISOString(),
    date_expires: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  };
}

function revisionText({ revision }: SyncContent): string {
  return revision.toString(16);
}
