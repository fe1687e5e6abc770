import { newSid } from "../sid";
import {
  apiError,
  notFound,
  type ApiProduct,
  type ApiReply,
  type ApiRequest,
} from "./api";
import { rateLimit, type Rate } from "./rate-limit";
import {
  isAlive,
  itemBody,
  objectBody,
  pageBody,
  readContent,
  type SyncObject,
} from "./sync-object";

/** @see https://www.twilio.com/docs/sync/limits */
const SYNC_RATE: Rate = { perSecond: 20, burstSeconds: 10 };

const MAX_NAME_LENGTH = 256;

/** The Sync of one account, in memory. */
export interface SyncEmulator {
  readonly handle: ApiProduct;
  /** The data of a List's items that have not expired; none where there is no such List. */
  items(listName: string): unknown[];
  /** The unique names of all Lists. */
  listNames(): string[];
  /** The unique names of the Documents that have not expired. */
  documentNames(): string[];
}

/**
 * Sync's Lists and Documents, with their limits, expiry and error bodies. Whatever service is
 * named is the one that there is.
 */
export function emulateSync(
  accountSid: string,
  rate: Rate = SYNC_RATE,
  readRate: Rate = rate,
): SyncEmulator {
  const lists = collection("ES", rate, readRate);
  const documents = collection("ET", rate, readRate);

  const handleObject = (
    kind: Collection,
    key: string | undefined,
    { method, path, form }: ApiRequest,
  ): ApiReply | null => {
    if (key === undefined) {
      if (method !== "POST") return null;
      const created = kind.create(form);
      return "status" in created
        ? created
        : { status: 201, body: objectBody(created, accountSid) };
    }
    const object = kind.find(key);
    if (object === undefined) return notFound(path);
    switch (method) {
      case "GET":
        return object.reads.take()
          ? { status: 200, body: objectBody(object, accountSid) }
          : tooManyRequests();
      case "DELETE":
        kind.delete(object);
        return { status: 204 };
      default:
        return null;
    }
  };

  const handleItems = (
    key: string,
    { method, path, form, query }: ApiRequest,
  ): ApiReply | null => {
    const list = lists.find(key);
    if (list === undefined) return notFound(path);
    switch (method) {
      case "POST": {
        const content = readContent(form, "ItemTtl");
        if ("status" in content) return content;
        if (!list.writes.take()) return tooManyRequests();
        const item = { index: list.items.length, ...content };
        list.items.push(item);
        return { status: 201, body: itemBody(item, list.sid, accountSid) };
      }
      case "GET":
        return list.reads.take()
          ? { status: 200, body: pageBody(list, path, query, accountSid) }
          : tooManyRequests();
      default:
        return null;
    }
  };

  return {
    handle: (request) => {
      const [, kind, encodedKey, items] =
        /^\/v1\/Services\/[^/]+\/(Lists|Documents)(?:\/([^/]+)(\/Items)?)?$/.exec(
          request.path,
        ) ?? [];
      const key = encodedKey && decodeURIComponent(encodedKey);
      if (kind === "Lists")
        return key && items
          ? handleItems(key, request)
          : handleObject(lists, key, request);
      return kind === "Documents" && !items
        ? handleObject(documents, key, request)
        : null;
    },
    items: (listName) =>
      (lists.find(listName)?.items ?? []).filter(isAlive).map((i) => i.data),
    listNames: () => lists.names(),
    documentNames: () => documents.names(),
  };
}

/** The Lists, or the Documents, of a service, by unique name. */
interface Collection {
  create(form: URLSearchParams): SyncObject | ApiReply;
  /** By unique name or SID; what has expired is not there. */
  find(key: string): SyncObject | undefined;
  delete(object: SyncObject): void;
  names(): string[];
}

function collection(sidPrefix: string, rate: Rate, readRate: Rate): Collection {
  const objects = new Map<string, SyncObject>();
  const creations = rateLimit(rate);
  const find = (key: string): SyncObject | undefined => {
    const object =
      objects.get(key) ?? [...objects.values()].find(({ sid }) => sid === key);
    return object && isAlive(object) ? object : undefined;
  };
  return {
    create: (form) => {
      const sid = newSid(sidPrefix);
      const uniqueName = form.get("UniqueName") ?? sid;
      const content = readContent(form, "Ttl");
      if ("status" in content) return content;
      const isSid = /^[A-Z]{2}[0-9a-f]{32}$/.test(form.get("UniqueName") ?? "");
      if (isSid || uniqueName.length > MAX_NAME_LENGTH)
        return apiError(400, 54302, "Invalid unique name");
      if (!creations.take()) return tooManyRequests();
      if (find(uniqueName))
        return apiError(409, 54301, "Unique name already exists");
      const object: SyncObject = {
        sid,
        uniqueName,
        ...content,
        items: [],
        writes: rateLimit(rate),
        reads: rateLimit(readRate),
      };
      objects.set(uniqueName, object);
      return object;
    },
    find,
    delete: ({ uniqueName }) => objects.delete(uniqueName),
    names: () =>
      [...objects.values()].filter(isAlive).map((object) => object.uniqueName),
  };
}

function tooManyRequests(): ApiReply {
  return apiError(429, 54009, "Too many requests");
}
