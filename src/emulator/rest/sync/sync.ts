import {
  notFound,
  type ApiProduct,
  type ApiReply,
  type ApiRequest,
} from "../api";
import type { Rate } from "../rate-limit";
import {
  collection,
  tooManyRequests,
  type Collection,
} from "./sync-collection";
import {
  isAlive,
  itemBody,
  objectBody,
  pageBody,
  readContent,
} from "./sync-object";

/** @see https://www.twilio.com/docs/sync/limits */
const SYNC_RATE: Rate = { perSecond: 20, burstSeconds: 10 };

/** The Sync of one account, in memory. */
export interface SyncEmulator {
  readonly handle: ApiProduct;
  /** The data of a List's items that have not expired; none where there is no such List. */
  items(listName: string): unknown[];
  /** Creates a List, as somebody did before. */
  createList(uniqueName: string): void;
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
    createList: (uniqueName) => {
      lists.create(new URLSearchParams({ UniqueName: uniqueName }));
    },
    listNames: () => lists.names(),
    documentNames: () => documents.names(),
  };
}
