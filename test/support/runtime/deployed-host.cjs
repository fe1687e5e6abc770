/**
 * Runs one built Function as Twilio does: from its file alone, in a warm process, behind a
 * signature check where its name says `.protected.`, with the SDK loaded only when it is touched,
 * and ended after 10 s. Arguments: the Function's path, its environment as JSON. Prints its port.
 * Where the process has `CLOCK_AHEAD_MS`, its clock is ahead by so much.
 */
const http = require("node:http");
const { createRequire } = require("node:module");
const loadFunction = require("./load-function.cjs");

const [, , functionPath, environment] = process.argv;
const realNow = Date.now;
Date.now = () => realNow() + Number(process.env.CLOCK_AHEAD_MS ?? 0);
const requireDeployed = createRequire(functionPath);
const env = JSON.parse(environment);
const KILLED_AFTER_MS = 10_000;

const invoke = loadFunction(functionPath, env);
const route = `/${require("node:path").basename(functionPath).split(".")[0]}`;

const server = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const isJson = request.headers["content-type"]?.includes("json");
  const form = isJson
    ? JSON.parse(body)
    : fromEntries(new URLSearchParams(body));
  const origin = `http://${request.headers.host}`;
  const url = new URL(request.url, origin);

  if (functionPath.includes(".protected.")) {
    const signature = request.headers["x-twilio-signature"] ?? "";
    const { validateRequest } = requireDeployed("twilio/lib/webhooks/webhooks");
    if (!validateRequest(env.AUTH_TOKEN, signature, url.href, form)) {
      response.writeHead(403).end("Invalid signature");
      return;
    }
  }
  const event = {
    request: { headers: request.headers, cookies: {} },
    ...fromEntries(url.searchParams),
    ...form,
  };
  const killed = setTimeout(
    () => response.writeHead(504).end(),
    KILLED_AFTER_MS,
  );
  const own = { DOMAIN_NAME: request.headers.host, PATH: route };
  const { status, headers, body: answer } = await invoke(event, own);
  clearTimeout(killed);
  if (!response.headersSent) response.writeHead(status, headers).end(answer);
});

function fromEntries(params) {
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

server.listen(0, "localhost", () =>
  console.log(`port ${server.address().port}`),
);
