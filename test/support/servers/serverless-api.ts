import { createServer, type IncomingMessage } from "node:http";
import { listenOnLoopback, newSid } from "../../../src/emulator";

/** One resource that was created, as it came; a file as its text. */
export type Created = Readonly<Record<string, string | string[]>>;

/** Twilio's Serverless API, as far as a deployment asks it. */
export interface ServerlessApi {
  readonly url: string;
  readonly domain: string;
  /** What was created in collections of a name, as `Variables`, whatever they are in. */
  created(collection: string): Created[];
  /** Whoever asked. */
  readonly authorizations: ReadonlySet<string>;
  /** The calls that it does not know: each was answered 404. */
  readonly unknownCalls: readonly string[];
  stop(): Promise<void>;
}

/** What a SID of a collection begins with. Versions alone are created at the upload host. */
const PREFIXES = new Map(
  Object.entries({
    Services: "ZS",
    Environments: "ZE",
    Functions: "ZH",
    Assets: "ZH",
    Versions: "ZN",
    Builds: "ZB",
    Variables: "ZV",
    Deployments: "ZD",
  }),
);

/** Starts it, without a service, for whoever has an authorization. */
export async function startServerlessApi(
  authorization: string,
): Promise<ServerlessApi> {
  const domain = "twilio-fallback-1234-dev.twil.io";
  const resources = new Map<string, Record<string, unknown>[]>();
  const forms: [collection: string, Created][] = [];
  const authorizations = new Set<string>();
  const unknownCalls: string[] = [];

  const reply = async (request: IncomingMessage): Promise<unknown> => {
    authorizations.add(request.headers.authorization ?? "");
    const { pathname } = new URL(request.url ?? "", "http://x");
    const [, product, path = ""] =
      /^\/([a-z-]+)\/v1\/(.*)$/.exec(pathname) ?? [];
    const [last = "", parent = ""] = path.split("/").reverse();
    const isUpload = product === "serverless-upload";
    const prefix = PREFIXES.get(last);

    if (
      request.method === "POST" &&
      prefix &&
      isUpload === (last === "Versions")
    ) {
      const form = await readForm(request);
      forms.push([last, form]);
      const resource = {
        ...snakeCase(form),
        sid: newSid(prefix),
        domain_name: domain,
      };
      resources.set(path, [...(resources.get(path) ?? []), resource]);
      return resource;
    }
    if (request.method === "GET" && prefix) {
      const key = last.toLowerCase();
      const meta = { key, next_page_url: null };
      return { meta, [key]: resources.get(path) ?? [] };
    }
    if (request.method === "GET" && last === "Status")
      return { status: "completed" };
    if (request.method === "GET") {
      const collection = path.split("/").slice(0, -1).join("/");
      const found = resources.get(collection)?.find(({ sid }) => sid === last);
      if (found && PREFIXES.has(parent)) return found;
    }
    if (request.method === "POST" && parent === "Variables") {
      forms.push(["Variables", await readForm(request)]);
      return {};
    }
    unknownCalls.push(`${request.method ?? ""} ${pathname}`);
    return null;
  };

  const server = createServer((request, response) => {
    if (request.headers.authorization !== authorization) {
      response.writeHead(401, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ code: 20003, message: "Authenticate" }));
      return;
    }
    void reply(request).then((body) => {
      response.writeHead(body === null ? 404 : 200, {
        "Content-Type": "application/json",
      });
      response.end(JSON.stringify(body));
    });
  });
  const { port, stop } = await listenOnLoopback(server);
  return {
    url: `http://localhost:${port}`,
    domain,
    created: (collection) =>
      forms.filter(([name]) => name === collection).map(([, form]) => form),
    authorizations,
    unknownCalls,
    stop,
  };
}

async function readForm(request: IncomingMessage): Promise<Created> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>)
    chunks.push(chunk);
  const type = request.headers["content-type"] ?? "";
  const body = new Response(Buffer.concat(chunks), {
    headers: { "Content-Type": type },
  });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is our own form, and small
  const form = await body.formData();
  const read: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const values: string[] = [];
    for (const value of form.getAll(name))
      values.push(typeof value === "string" ? value : await value.text());
    read[name] = values.length > 1 ? values : (values[0] ?? "");
  }
  return read;
}

/** As the API shows what a form calls `UniqueName`. */
function snakeCase(form: Created): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name.replace(/(?<=.)[A-Z]/g, "_$&").toLowerCase(),
      value,
    ]),
  );
}
