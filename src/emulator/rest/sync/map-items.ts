import { apiError, notFound, type ApiReply, type ApiRequest } from "../api";
import type { ApiHandler } from "../routes";
import { tooManyRequests, type Collection } from "./sync-collection";
import {
  contentBody,
  isAlive,
  readContent,
  updateContent,
  type SyncContent,
  type SyncObject,
} from "./sync-object";

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 100;
const MAX_KEY_LENGTH = 320;

/**
 * The items of Maps: created once a key, changed by `If-Match`, listed in the order of their keys.
 *
 * @see https://www.twilio.com/docs/sync/api/map-item-resource
 */
export function mapItemRoutes(
  maps: Collection,
  accountSid: string,
): Record<string, ApiHandler> {
  const items = "/v1/Services/:service/Maps/:map/Items";
  const show = (map: SyncObject, key: string, item: SyncContent): object => ({
    key,
    account_sid: accountSid,
    map_sid: map.sid,
    data: item.data,
    ...contentBody(item),
  });

  /** Answers on a Map that is there, within its limit. */
  const onMap =
    (
      limit: "reads" | "writes",
      answer: (
        map: SyncObject,
        request: ApiRequest,
        key: string,
      ) => ApiReply | null,
    ): ApiHandler =>
    (request, params) => {
      const map = maps.find(params["map"] ?? "");
      if (map === undefined) return notFound(request.path);
      if (!map[limit].take()) return tooManyRequests();
      return (
        answer(map, request, params["key"] ?? "") ?? notFound(request.path)
      );
    };

  return {
    [`POST ${items}`]: onMap("writes", (map, { form }) => {
      const key = form.get("Key") ?? "";
      if (key === "" || key.length > MAX_KEY_LENGTH)
        return apiError(400, 54212, "Invalid key");
      const item = readContent(form, "ItemTtl");
      if ("status" in item) return item;
      if (aliveItem(map, key))
        return apiError(409, 54208, "An item with this key exists already");
      map.itemsByKey.set(key, item);
      return { status: 201, body: show(map, key, item) };
    }),
    [`GET ${items}`]: onMap("reads", (map, { path, query }) => ({
      status: 200,
      body: itemsPage(map, path, query, show),
    })),
    [`GET ${items}/:key`]: onMap("reads", (map, _, key) => {
      const item = aliveItem(map, key);
      return item ? { status: 200, body: show(map, key, item) } : null;
    }),
    [`POST ${items}/:key`]: onMap("writes", (map, request, key) => {
      const item = aliveItem(map, key);
      if (item === undefined) return null;
      const refusal = updateContent(item, request, "ItemTtl");
      return refusal ?? { status: 200, body: show(map, key, item) };
    }),
    [`DELETE ${items}/:key`]: onMap("writes", (map, _, key) =>
      map.itemsByKey.delete(key) ? { status: 204 } : null,
    ),
  };
}

function aliveItem(map: SyncObject, key: string): SyncContent | undefined {
  const item = map.itemsByKey.get(key);
  return item && isAlive(item) ? item : undefined;
}

function itemsPage(
  map: SyncObject,
  path: string,
  query: URLSearchParams,
  show: (map: SyncObject, key: string, item: SyncContent) => object,
): object {
  const pageSize = Math.min(
    Number(query.get("PageSize") ?? DEFAULT_PAGE_SIZE),
    MAX_PAGE_SIZE,
  );
  const after = query.get("PageToken") ?? "";
  const rest = [...map.itemsByKey]
    .filter(([key, item]) => isAlive(item) && key > after)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const page = rest.slice(0, pageSize);
  const next = new URLSearchParams(query);
  next.set("PageToken", page.at(-1)?.[0] ?? "");
  return {
    items: page.map(([key, item]) => show(map, key, item)),
    meta: {
      key: "items",
      page_size: pageSize,
      url: `https://sync.twilio.com${path}?${query.toString()}`,
      next_page_url:
        rest.length > pageSize
          ? `https://sync.twilio.com${path}?${next.toString()}`
          : null,
    },
  };
}
