import { TrieRouter } from "hono/router/trie-router";
import type { ApiProduct, ApiReply, ApiRequest } from "./api";

/** Answers one call. `params` are the decoded parts of the path that the route names. */
export type ApiHandler = (
  request: ApiRequest,
  params: Readonly<Record<string, string>>,
) => ApiReply;

/**
 * A product out of a table: each key is a method and a path below the product, with named parts,
 * as `GET /v1/Alerts/:sid`. The routes of the 2010 API leave `.json` out.
 */
export function routes(
  table: Readonly<Record<string, ApiHandler>>,
): ApiProduct {
  const router = new TrieRouter<ApiHandler>();
  for (const [route, handler] of Object.entries(table)) {
    const [method = "", path = ""] = route.split(" ");
    router.add(method, path, handler);
  }
  return (request) => {
    const path = withoutJson(request.path);
    if (path === null) return null;
    const [found] = router.match(request.method, path)[0];
    if (found === undefined) return null;
    const [handler, params] = found;
    const known = decode(params as Record<string, string>);
    return known && handler(request, known);
  };
}

/** The 2010 API answers in JSON where the path ends so; in XML, which nobody wants, where not. */
function withoutJson(path: string): string | null {
  if (!path.startsWith("/2010-04-01/")) return path;
  return path.endsWith(".json") ? path.slice(0, -".json".length) : null;
}

/** Null where a part is no percent-encoding. */
function decode(
  params: Readonly<Record<string, string>>,
): Record<string, string> | null {
  try {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        decodeURIComponent(value),
      ]),
    );
  } catch {
    return null;
  }
}
