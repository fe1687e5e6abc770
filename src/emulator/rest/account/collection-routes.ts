import { apiError, notFound, type ApiReply, type ApiRequest } from "../api";
import type { ApiHandler } from "../routes";
import { pageReply, type Paging } from "./page";
import { textOf, type Fields } from "./resource-type";
import type { ResourceStore } from "./resource-store";

/**
 * What the API knows of one type of resource: to list, fetch and change them.
 *
 * @param prefix - What stands before the type's path: the account, in the 2010 API.
 */
export function collectionRoutes(
  store: ResourceStore,
  prefix: string,
  paging: Paging,
): Record<string, ApiHandler> {
  const { type } = store;
  const path = prefix + type.path;
  const find = (params: Readonly<Record<string, string>>) => {
    const found = store.get(params["sid"] ?? "");
    return found && isBelow(found, params) ? found : undefined;
  };
  return {
    [`GET ${path}`]: (request, params) => list(store, request, params, paging),
    [`GET ${path}/:sid`]: (request, params) => {
      const body = find(params);
      return body ? { status: 200, body } : notFound(request.path);
    },
    [`POST ${path}/:sid`]: (request, params) => {
      const missing = notFound(request.path);
      if (!find(params)) return missing;
      const sid = params["sid"] ?? "";
      const reply =
        type.writtenAs === "json"
          ? store.updateFromJson(sid, request.text)
          : store.update(sid, request.form);
      return reply ?? missing;
    },
  };
}

function list(
  store: ResourceStore,
  request: ApiRequest,
  params: Readonly<Record<string, string>>,
  paging: Paging,
): ApiReply {
  const { listedBy, listKey } = store.type;
  const wanted = listedBy && request.query.get(listedBy.parameter);
  if (listedBy && !wanted)
    return apiError(400, 20001, `Missing parameter ${listedBy.parameter}`);
  const items = store
    .all()
    .filter((fields) => isBelow(fields, params))
    .filter(
      (fields) =>
        !listedBy || textOf(fields[listedBy.field]).startsWith(`${wanted}:`),
    );
  return pageReply(items, listKey, request, paging);
}

/** Whether a resource lies below what the path names, as a workflow below its workspace. */
function isBelow(
  fields: Fields,
  params: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(params).every(
    ([name, value]) => name === "sid" || fields[name] === value,
  );
}
