import { pageReply, type Paging } from "../account/page";
import { notFound, type ApiProduct } from "../api";
import type { Rate } from "../rate-limit";
import { routes, type ApiHandler } from "../routes";
import { mapItemRoutes } from "./map-items";
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
  updateContent,
} from "./sync-object";

/** @see https://www.twilio.com/docs/sync/limits */
const SYNC_RATE: Rate = { perSecond: 20, burstSeconds: 10 };

const PAGING: Paging = {
  shape: "v1",
  host: "sync.twilio.com",
  maxPageSize: 100,
};

/** The Sync of one account, in memory. */
export interface SyncEmulator {
  readonly handle: ApiProduct;
  /** The data of a List's items that have not expired; none where there is no such List. */
  items(listName: string): unknown[];
  /** The data of a Map's items that have not expired, by key; none where there is no such Map. */
  mapItems(mapName: string): Record<string, unknown>;
  /** Creates a List, as somebody did before. */
  createList(uniqueName: string): void;
  /** The unique names of all Lists. */
  listNames(): string[];
  /** The unique names of the Maps that have not expired. */
  mapNames(): string[];
  /** The unique names of the Documents that have not expired. */
  documentNames(): string[];
}

/**
 * Sync's Lists, Maps and Documents, with their limits, expiry and error bodies. Whatever service
 * is named is the one that there is.
 */
export function emulateSync(
  accountSid: string,
  rate: Rate = SYNC_RATE,
  readRate: Rate = rate,
): SyncEmulator {
  const lists = collection("ES", rate, readRate);
  const documents = collection("ET", rate, readRate);
  const maps = collection("MP", rate, readRate);
  return {
    handle: routes({
      ...objectRoutes("Lists", lists, accountSid),
      ...objectRoutes("Documents", documents, accountSid),
      ...objectRoutes("Maps", maps, accountSid),
      ...listItemRoutes(lists, accountSid),
      ...mapItemRoutes(maps, accountSid),
    }),
    items: (listName) =>
      (lists.find(listName)?.items ?? []).filter(isAlive).map((i) => i.data),
    mapItems: (mapName) =>
      Object.fromEntries(
        [...(maps.find(mapName)?.itemsByKey ?? [])]
          .filter(([, item]) => isAlive(item))
          .map(([key, { data }]) => [key, data]),
      ),
    createList: (uniqueName) => {
      lists.create(new URLSearchParams({ UniqueName: uniqueName }));
    },
    listNames: () => namesIn(lists),
    mapNames: () => namesIn(maps),
    documentNames: () => namesIn(documents),
  };
}

function namesIn(objects: Collection): string[] {
  return objects.alive().map(({ uniqueName }) => uniqueName);
}

function objectRoutes(
  kind: "Lists" | "Documents" | "Maps",
  objects: Collection,
  accountSid: string,
): Record<string, ApiHandler> {
  const all = `/v1/Services/:service/${kind}`;
  const find = (name: string | undefined) => objects.find(name ?? "");
  return {
    [`POST ${all}`]: ({ form }) => {
      const created = objects.create(form);
      return "status" in created
        ? created
        : { status: 201, body: objectBody(created, accountSid) };
    },
    [`GET ${all}`]: (request) => {
      const bodies = objects.alive().map((one) => objectBody(one, accountSid));
      return pageReply(bodies, kind.toLowerCase(), request, PAGING);
    },
    [`GET ${all}/:name`]: ({ path }, { name }) => {
      const object = find(name);
      if (object === undefined) return notFound(path);
      return object.reads.take()
        ? { status: 200, body: objectBody(object, accountSid) }
        : tooManyRequests();
    },
    [`POST ${all}/:name`]: (request, { name }) => {
      const object = find(name);
      if (object === undefined) return notFound(request.path);
      if (!object.writes.take()) return tooManyRequests();
      const refusal = updateContent(object, request, "Ttl");
      return refusal ?? { status: 200, body: objectBody(object, accountSid) };
    },
    [`DELETE ${all}/:name`]: ({ path }, { name }) => {
      const object = find(name);
      if (object === undefined) return notFound(path);
      objects.delete(object);
      return { status: 204 };
    },
  };
}

function listItemRoutes(
  lists: Collection,
  accountSid: string,
): Record<string, ApiHandler> {
  const items = "/v1/Services/:service/Lists/:name/Items";
  return {
    [`POST ${items}`]: ({ path, form }, { name }) => {
      const list = lists.find(name ?? "");
      if (list === undefined) return notFound(path);
      const content = readContent(form, "ItemTtl");
      if ("status" in content) return content;
      if (!list.writes.take()) return tooManyRequests();
      const item = { index: list.items.length, ...content };
      list.items.push(item);
      return { status: 201, body: itemBody(item, list.sid, accountSid) };
    },
    [`GET ${items}`]: ({ path, query }, { name }) => {
      const list = lists.find(name ?? "");
      if (list === undefined) return notFound(path);
      return list.reads.take()
        ? { status: 200, body: pageBody(list, path, query, accountSid) }
        : tooManyRequests();
    },
  };
}
