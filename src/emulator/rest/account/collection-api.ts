import { notFound, type ApiReply, type ApiRequest } from "../api";
import { pageReply, type Paging } from "./page";
import type { ResourceStore } from "./resource-store";

/**
 * What the API knows of one type of resource: to list, fetch and update them, and to create one
 * where that is given. `below` is the path below the account or the version; null where it, or
 * the method, means something else.
 */
export function answerCollection(
  store: ResourceStore,
  below: string,
  request: ApiRequest,
  paging: Paging,
  create?: () => ApiReply,
): ApiReply | null {
  const { method, path, form } = request;
  const [, sid] = /^(?:\/([A-Z]{2}\w+))?$/.exec(tailOf(store, below)) ?? [];
  if (sid === undefined) {
    if (below !== store.type.path) return null;
    if (method === "GET")
      return pageReply(store.all(), store.type.listKey, request, paging);
    return method === "POST" && create ? create() : null;
  }
  const resource = store.get(sid);
  if (resource === undefined) return notFound(path);
  if (method === "GET") return { status: 200, body: resource };
  return method === "POST" ? store.update(sid, form) : null;
}

function tailOf({ type }: ResourceStore, below: string): string {
  return below.startsWith(type.path) ? below.slice(type.path.length) : "?";
}
