import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { listenOnLoopback, type LoopbackServer } from "../loopback-server";
import { apiError, notFound, type ApiProduct, type ApiReply } from "./api";

/** A running server of Twilio's REST API, on a loopback port. */
export interface RestServer extends LoopbackServer {
  /** The calls that no product knew, as `GET /sync/v1/Maps`: each was answered 404. */
  readonly unknownCalls: readonly string[];
}

/**
 * Serves products, each below its name, to whoever has one of the logins: the account's SID with
 * its auth token, or an API key with its secret.
 *
 * @param logins - Those that are there when a call comes.
 * @param prepare - Takes the server before it listens.
 */
export async function startRestServer(
  products: Readonly<Record<string, ApiProduct>>,
  logins: Iterable<readonly [user: string, password: string]>,
  prepare: (server: Server) => void = () => undefined,
): Promise<RestServer> {
  const unknownCalls: string[] = [];
  const reply = async (request: IncomingMessage): Promise<ApiReply> => {
    const body = await text(request);
    const user = whoAsks(request.headers.authorization, logins);
    if (user === null) return apiError(401, 20003, "Authenticate");
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const [, name = "", path = ""] = /^\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
    const method = request.method ?? "";
    const known = products[name]?.({
      ...{ method, path, user },
      query: searchParams,
      form: new URLSearchParams(body),
      text: body,
      ifMatch: request.headers["if-match"] ?? null,
    });
    if (known) return known;
    unknownCalls.push(`${method} ${pathname}`);
    return notFound(path);
  };

  const server = createServer((request, response) => {
    reply(request).then(
      ({ status, body }) => {
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(body === undefined ? "" : JSON.stringify(body));
      },
      () => response.destroy(),
    );
  });
  prepare(server);
  return { unknownCalls, ...(await listenOnLoopback(server)) };
}

/** The user of a login that is known, null where it is not. */
function whoAsks(
  authorization = "",
  logins: Iterable<readonly [user: string, password: string]>,
): string | null {
  const given = atob(/^Basic ([\w+/]+=*)$/.exec(authorization)?.[1] ?? "");
  for (const [user, password] of logins)
    if (given === `${user}:${password}`) return user;
  return null;
}
