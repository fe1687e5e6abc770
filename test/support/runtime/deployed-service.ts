import { text } from "node:stream/consumers";
import { readFile } from "node:fs/promises";
import http, { createServer, type IncomingMessage } from "node:http";
import { extname } from "node:path";
import { listenOnLoopback } from "../../../src/emulator";
import { signRequest, type Params } from "../../../src/twilio/signature";
import { startContainer } from "./deployment";

/** A request on its way to a Function. */
export interface Forwarded {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What may be wrong with a deployed service. */
export interface Flaws {
  /** What reaches a Function in place of a request: none, one, or more; the last one answers. */
  readonly forward?: (
    request: Forwarded,
  ) => readonly Forwarded[] | Promise<readonly Forwarded[]>;
  /** The status, and the type, with which a path is answered, whatever is there. */
  readonly paths?: Readonly<
    Record<string, { status: number; type?: string; body?: string }>
  >;
  /** What was built, where it is not this checkout's. */
  readonly dist?: string;
}

/** A service that runs as deployed. */
export interface DeployedService {
  readonly url: string;
  /** The most requests that it ever had at once. */
  mostAtOnce(): number;
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".xml": "application/xml",
  ".html": "text/html",
  ".js": "application/javascript",
  ".css": "text/css",
};

/**
 * A whole service as deployed, on one domain: each Function in a container of its own behind its
 * signature check, and the built assets.
 *
 * @param folder - Has the dependencies installed.
 */
export async function startDeployedService(
  folder: string,
  env: Readonly<Record<string, string>>,
  flaws: Flaws = {},
): Promise<DeployedService> {
  const { dist = "dist" } = flaws;
  const functions = ["fallback.protected.js", "incidents.js"];
  const containers = await Promise.all(
    functions.map((file) => startContainer(folder, file, env, { dist })),
  );
  const urlOf = new Map(
    containers.map(({ url }) => [new URL(url).pathname, url]),
  );
  let open = 0;
  let most = 0;

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://x");
    most = Math.max(most, ++open);
    response.once("close", () => open--);
    const answer = async () => {
      const fixed = flaws.paths?.[pathname];
      if (fixed) return { type: "text/plain", body: "", ...fixed };
      const container = urlOf.get(pathname);
      if (container === undefined) return readAsset(dist, pathname);
      const one = await readRequest(request);
      const all = (await flaws.forward?.(one)) ?? [one];
      let last = { status: 502, type: "text/plain", body: "" };
      for (const each of all) last = await send(container, each);
      return last;
    };
    void answer().then(({ status, type, body }) => {
      response.writeHead(status, { "Content-Type": type }).end(body);
    });
  });
  const { port, stop } = await listenOnLoopback(server);
  return {
    url: `http://localhost:${port}`,
    mostAtOnce: () => most,
    stop: async () => {
      await Promise.all([stop(), ...containers.map((one) => one.stop())]);
    },
  };
}

/** Whether a request carries the signature of an account. */
export function isSigned(
  { method, path, headers, body }: Forwarded,
  authToken: string,
): boolean {
  const url = `http://${String(headers["host"])}${path}`;
  const form = method === "POST" ? [...new URLSearchParams(body)] : [];
  return headers["x-twilio-signature"] === signRequest(authToken, url, form);
}

/** The same request with other parameters, signed as if they had been there all along. */
export function resigned(
  request: Forwarded,
  params: Params,
  authToken: string,
): Forwarded {
  const url = `http://${String(request.headers["host"])}${request.path}`;
  const isPost = request.method === "POST";
  const form = new URLSearchParams([...params]).toString();
  const path = isPost
    ? request.path
    : request.path.replace(/\?.*$/, `?${form}`);
  const signature = isPost
    ? signRequest(authToken, url, params)
    : signRequest(authToken, url.replace(/\?.*$/, `?${form}`));
  return {
    ...request,
    path,
    headers: { ...request.headers, "x-twilio-signature": signature },
    body: isPost ? form : "",
  };
}

/** The parameters of a request. */
export function paramsOf({ method, path, body }: Forwarded): Params {
  return [
    ...new URLSearchParams(
      method === "POST" ? body : path.replace(/^[^?]*\??/, ""),
    ),
  ];
}

async function readAsset(dist: string, pathname: string) {
  const body = await readFile(`${dist}/assets${pathname}`).catch(() => null);
  return body === null
    ? { status: 404, type: "text/plain", body: "Not found" }
    : { status: 200, type: TYPES[extname(pathname)] ?? "", body };
}

async function readRequest(request: IncomingMessage): Promise<Forwarded> {
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    headers: request.headers,
    body: await text(request),
  };
}

/** Sends a request on as it is, its `Host` too: a signature is made over it. */
function send(
  container: string,
  { method, path, headers, body }: Forwarded,
): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(
      new URL(path, container),
      {
        method,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
      },
      (incoming) => {
        text(incoming).then((text) => {
          resolve({
            status: incoming.statusCode ?? 0,
            type: incoming.headers["content-type"] ?? "text/plain",
            body: text,
          });
        }, reject);
      },
    );
    outgoing.on("error", reject).end(body);
  });
}
