import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { debuggerEvent, PAYLOAD } from "../support/samples/debugger-event";
import {
  startBackup,
  type Asked,
  type Handler,
} from "../support/servers/backup-server";
import { checkout } from "../support/runtime/checkout";
import { runCommand } from "../support/runtime/command";
import {
  sharedDeployment,
  startContainer,
  type Container,
} from "../support/runtime/deployment";
import { postSigned } from "../support/samples/post-signed";

const ACCOUNT_SID = "AC00000000000000000000000000000007";

/** Each secret, and the paths of those who may be told it. */
const SECRETS = {
  AUTH_TOKEN: /^\/(sync|api)\//,
  SENDGRID_API_KEY: /^\/v3\/mail\/send$/,
  SLACK_PATH: /^\/services\//,
  ALERT_PAGERDUTY_ROUTING_KEY: /^\/v2\/enqueue$/,
  WEBHOOK_QUERY: /^\/webhook/,
  ALERT_WEBHOOK_SECRET: null,
  DASHBOARD_TOKEN: null,
  FIRST_BACKUP: /^\/first\//,
  SECOND_BACKUP: /^\/second\//,
  ERROR_URL_USERINFO: null,
  ERROR_URL_QUERY: /^\/(first|second)\//,
  MESSAGE_BODY: /^\/(first|second)\//,
  CALLER_NAME: /^\/(first|second)\//,
} satisfies Record<string, RegExp | null>;
type Secret = keyof typeof SECRETS;
const NAMES = Object.keys(SECRETS) as Secret[];

/** Letters and digits alone, so that no encoding but base64 hides one. */
const canary = (name: Secret) =>
  `canary${name.replaceAll("_", "").toLowerCase()}0`;

/** A secret as it may stand somewhere: as it is, in base64, or beside its user. */
function disguises(name: Secret): string[] {
  const secret = canary(name);
  return [
    secret,
    ...[secret, `${ACCOUNT_SID}:${secret}`, `user:${secret}`].map((text) =>
      btoa(text).replace(/=+$/, ""),
    ),
  ];
}

const isIn = (text: string, name: Secret) =>
  disguises(name).some((disguise) => text.includes(disguise));

/** Every setting, with a server in the place of all that it names. */
const settingsOn = (url: string) => ({
  ACCOUNT_SID,
  AUTH_TOKEN: canary("AUTH_TOKEN"),
  TWILIO_EMULATOR_URL: url,
  BACKUP_ORIGINS: ["FIRST_BACKUP", "SECOND_BACKUP"]
    .map((name) => {
      const userinfo = `user:${canary(name as Secret)}@`;
      const path = name === "FIRST_BACKUP" ? "/first" : "/second";
      return url.replace("://", `://${userinfo}`) + path;
    })
    .join(","),
  ALERT_SMS_TO: "+15550142671",
  ALERT_SMS_FROM: "+15550199999",
  ALERT_EMAIL_TO: "on-call@example.com",
  ALERT_EMAIL_FROM: "fallback@example.com",
  SENDGRID_API_KEY: canary("SENDGRID_API_KEY"),
  SENDGRID_API_URL: url,
  ALERT_SLACK_WEBHOOK_URL: `${url}/services/${canary("SLACK_PATH")}`,
  ALERT_PAGERDUTY_ROUTING_KEY: canary("ALERT_PAGERDUTY_ROUTING_KEY"),
  PAGERDUTY_EVENTS_URL: url,
  ALERT_WEBHOOK_URL: `${url}/webhook?key=${canary("WEBHOOK_QUERY")}`,
  // Base64, or there would be no such notifier.
  ALERT_WEBHOOK_SECRET: `whsec_${canary("ALERT_WEBHOOK_SECRET")}000`,
  DASHBOARD_TOKEN: canary("DASHBOARD_TOKEN"),
});

const CALL = {
  CallSid: "CA00000000000000000000000000000011",
  AccountSid: ACCOUNT_SID,
  From: "+15551234567",
  CallerName: canary("CALLER_NAME"),
  Body: canary("MESSAGE_BODY"),
  ErrorCode: "11200",
  ErrorUrl: `https://user:${canary("ERROR_URL_USERINFO")}@www.example.com/menu?key=${canary("ERROR_URL_QUERY")}`,
};

/** Refuses, and repeats in its refusal everything that it was asked with. */
const echoing: Handler = (asked, response) => {
  response
    .writeHead(400, { "X-Echo": asked.path, Location: asked.path })
    .end(JSON.stringify(asked));
};

/** Takes everything, and gives the journal back to who reads it. */
function taking(): Handler {
  const items: { data: unknown }[] = [];
  return ({ path, method, form }, response) => {
    const data = form["Data"];
    if (typeof data === "string") items.push({ data: JSON.parse(data) });
    response
      .writeHead(method === "GET" ? 200 : 201)
      .end(
        JSON.stringify(
          path.startsWith("/sync/") && method === "GET"
            ? { items, meta: {} }
            : {},
        ),
      );
  };
}

describe("the secrets of a deployed service", () => {
  const folder = sharedDeployment();

  /** Has everything happen once; returns what was told to whom. */
  async function play(handle: Handler) {
    const world = await startBackup(handle, canary("AUTH_TOKEN"));
    const env = settingsOn(world.url);
    const start = (file: string) => startContainer(folder(), file, env);
    const fallback = await start("fallback.protected.js");
    const debug = await start("debugger.protected.js");
    const incidents = await start("incidents.js");
    const post = ({ url }: Container, params: Record<string, string>) =>
      postSigned(url, Object.entries(params), canary("AUTH_TOKEN"));
    const ask = async (query: string, token: string) => {
      const response = await fetch(incidents.url + query, {
        headers: { Authorization: `Bearer ${token}` },
      });
      const { status } = response;
      const head = JSON.stringify([...response.headers]);
      return { status, body: head + (await response.text()) };
    };
    const more_info = { url: CALL.ErrorUrl };
    const webhook = { request: { url: CALL.ErrorUrl, parameters: CALL } };
    const replies = [
      await post(fallback, CALL),
      await post(debug, debuggerEvent({ ...PAYLOAD, more_info, webhook })),
      await ask("", canary("DASHBOARD_TOKEN")),
      await ask(`?token=${canary("DASHBOARD_TOKEN")}`, "wrong"),
      await ask("?hours=x", canary("DASHBOARD_TOKEN")),
    ];
    const containers = [fallback, debug, incidents];
    await Promise.all(containers.map((container) => container.stop()));
    const printed = await Promise.all(
      containers.flatMap((one) => [one.logged(0), one.warned(0)]),
    );
    await world.stop();
    return { replies, printed: printed.flat(), asked: world.asked };
  }

  const expectNoStray = ({
    replies,
    printed,
    asked,
  }: Awaited<ReturnType<typeof play>>) => {
    for (const name of NAMES) {
      const told = JSON.stringify([replies.map(({ body }) => body), printed]);
      expect({ name, isTold: isIn(told, name) }).toEqual({
        name,
        isTold: false,
      });
      const strangers = asked
        .filter((one) => isIn(JSON.stringify(one), name))
        .filter(({ path }: Asked) => !SECRETS[name]?.test(path));
      expect({ name, strangers }).toEqual({ name, strangers: [] });
    }
    expect(JSON.stringify([replies, printed])).not.toContain("5551234567");
  };

  it("stand in no reply, log or record, and go to none but their own, while all is well", async () => {
    const played = await play(taking());
    expect(played.replies.map(({ status }) => status)).toEqual([
      200, 204, 200, 401, 400,
    ]);
    expect(played.replies[2]?.body).toContain(CALL.CallSid);
    const paths = new Set(played.asked.map(({ path }) => path.split("/")[1]));
    expect([...paths].map((path) => path?.split("?")[0]).sort()).toEqual(
      "api first second services sync v2 v3 webhook".split(" "),
    );
    const known = NAMES.filter((name) => SECRETS[name] !== null);
    for (const name of known)
      expect(isIn(JSON.stringify(played.asked), name)).toBe(true);
    expectNoStray(played);
  });

  it("stay where they are though all that is asked repeats what it was asked with", async () => {
    const played = await play(echoing);
    expect(played.replies.map(({ status }) => status)).toEqual([
      200, 204, 503, 401, 400,
    ]);
    expect(played.printed.join("\n")).toContain("Alert not sent by");
    expectNoStray(played);
  });

  it("stand in no built file, with its source map, nor does a path of the machine", async () => {
    const { folder, remove } = await checkout();
    const env = settingsOn("http://localhost:1");
    const lines = Object.entries(env).map(
      ([name, value]) => `${name}=${value}`,
    );
    await writeFile(join(folder, ".env"), lines.join("\n"));
    const { code } = await runCommand("build", [], folder, env);
    expect(code).toBe(0);
    const dist = join(folder, "dist");
    const files = await readdir(dist, { recursive: true, withFileTypes: true });
    const built = files.filter((file) => file.isFile());
    expect(built.length).toBeGreaterThan(10);
    for (const { parentPath, name } of built) {
      const text = await readFile(join(parentPath, name), "utf8");
      for (const secret of NAMES) expect(isIn(text, secret)).toBe(false);
      expect(text).not.toContain(folder);
    }
    await remove();
  }, 60_000);
});
