/**
 * The process of a container (`container.ts` starts it): one Function behind HTTP, and behind
 * Twilio's signature check where its name says `.protected.`. Its argument is a `HostJob` as JSON.
 * It prints its port, then what the Function prints.
 */
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import type { HostJob } from "./container";
import { loadFunction } from "./load-function";

interface Webhooks {
  validateRequest: (
    authToken: unknown,
    signature: unknown,
    url: string,
    params: unknown,
  ) => boolean;
}

const {
  path,
  env,
  clockAheadMs = 0,
} = JSON.parse(process.argv[1] ?? "") as HostJob;

const realNow = Date.now;
Date.now = () => realNow() + clockAheadMs;

const isProtected = path.includes(".protected.");
const requireBeside = createRequire(path);
const invokeFunction = loadFunction(path, env);

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers } = request;
  const url = new URL(request.url ?? "", `http://${headers.host ?? ""}`);
  const body = await text(request);
  const isJson = headers["content-type"]?.includes("json") ?? false;
  const params = isJson
    ? (JSON.parse(body) as object)
    : toObject(new URLSearchParams(body));

  if (isProtected && !isSigned(headers, url, params)) {
    response.writeHead(403).end("Invalid signature");
    return;
  }
  const event = {
    request: { headers, cookies: {} },
    ...toObject(url.searchParams),
    ...params,
  };
  const reply = await invokeFunction(event, headers.host ?? "");
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

function isSigned(
  headers: IncomingMessage["headers"],
  { href }: URL,
  params: object,
): boolean {
  const { validateRequest } = requireBeside(
    "twilio/lib/webhooks/webhooks",
  ) as Webhooks;
  const signature = headers["x-twilio-signature"] ?? "";
  return validateRequest(env["AUTH_TOKEN"], signature, href, params);
}

/** A parameter that came more than once is a list, as the platform has it. */
function toObject(params: URLSearchParams): object {
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

const server = createServer((request, response) => {
  void answer(request, response);
});
server.listen(0, "localhost", () => {
  console.log(`port ${(server.address() as AddressInfo).port}`);
});
