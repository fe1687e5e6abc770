import { readFile, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { listenOnLoopback, type LoopbackServer } from "../../src/emulator";
import { signRequest } from "../../src/twilio/signature";
import { checkout } from "../support/runtime/checkout";
import { startLine } from "../support/runtime/command";
import {
  startServerlessApi,
  type ServerlessApi,
} from "../support/servers/serverless-api";

const ACCOUNT_SID = `AC${"1".repeat(32)}`;
const AUTH_TOKEN = "5".repeat(32);

describe("npm run deploy", () => {
  let api: ServerlessApi;
  let service: LoopbackServer;
  /** What the deployed service was asked, once a request that it takes. */
  const asked: URLSearchParams[] = [];
  let reply = "<Response><Say>We are sorry.</Say></Response>";
  let folder: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    api = await startServerlessApi(
      `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}`,
    );
    service = await listenOnLoopback(
      createServer((request, response) => {
        void text(request).then((body) => {
          const form = new URLSearchParams(body);
          const url = `https://${api.domain}/fallback`;
          const isOurs =
            request.headers["x-twilio-signature"] ===
            signRequest(AUTH_TOKEN, url, [...form]);
          if (isOurs) asked.push(form);
          response
            .writeHead(isOurs ? 200 : 403, { "Content-Type": "text/xml" })
            .end(reply);
        });
      }),
    );
    ({ folder, remove } = await checkout());
  });
  afterAll(async () => {
    await Promise.all([api.stop(), service.stop(), remove()]);
  });

  const deploy = async (settings: Readonly<Record<string, string>>) => {
    const all = { ACCOUNT_SID, AUTH_TOKEN, ...settings };
    await writeFile(
      join(folder, ".env"),
      Object.entries(all)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
    return startLine("npm run deploy", folder, {
      NODE_OPTIONS: `--require ${resolve("test/support/runtime/route-serverless.cjs")}`,
      SERVERLESS_API_URL: api.url,
      DEPLOYED_URL: `http://localhost:${service.port}`,
    }).ended;
  };

  it("uploads each Function and asset, the settings of .env, and nothing else", async () => {
    const { code, stdout, stderr } = await deploy({
      BACKUP_ORIGINS: "https://fallback.example.com",
      PII: "",
    });
    expect({ code, output: stdout + stderr }).toMatchObject({ code: 0 });
    expect(api.unknownCalls).toEqual([]);
    const lines = stdout.split("\n");
    expect(lines).toContain(`✔ Deployed: ${api.domain}`);
    expect(stdout).toMatch(/✔ It answers, in \d+ ms: “We are sorry\.”/);
    expect(lines).toContain("On   backups: fallback.example.com");
    expect(lines).toContain("Off  alerts: nobody is told of a failure");
    expect(lines).toContain(
      `     npm run numbers -- attach --to ${api.domain}`,
    );
    expect(stdout.match(/^ {2}\d\. /gm)).toHaveLength(3);
    expect(asked.map((form) => form.get("FallbackRehearsal"))).toEqual([
      "true",
    ]);
    expect(stdout + stderr).not.toContain(AUTH_TOKEN);
    expect([...api.authorizations]).toEqual([
      `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}`,
    ]);

    expect(api.created("Services")).toMatchObject([
      { UniqueName: "twilio-fallback" },
    ]);
    expect(api.created("Environments")).toMatchObject([
      { DomainSuffix: "dev" },
    ]);
    const uploads = api.created("Versions");
    expect(
      uploads
        .map(({ Path, Visibility }) => `${String(Path)} ${String(Visibility)}`)
        .sort(),
    ).toEqual([
      "/dashboard.css public",
      "/dashboard.html public",
      "/dashboard.js public",
      "/debugger protected",
      "/fallback protected",
      "/incidents public",
      "/messaging-error.xml public",
      "/voice-error.xml public",
      "/watch public",
    ]);
    const built = join(folder, "dist/functions/fallback.protected.js");
    expect(uploads.find(({ Path }) => Path === "/fallback")?.["Content"]).toBe(
      await readFile(built, "utf8"),
    );

    const [build] = api.created("Builds");
    expect(build?.["Runtime"]).toBe("node22");
    const { dependencies } = JSON.parse(
      await readFile("package.json", "utf8"),
    ) as { dependencies: Record<string, string> };
    expect(
      JSON.parse(String(build?.["Dependencies"]).replace(/^"|"$/g, "")),
    ).toEqual(
      Object.entries(dependencies).map(([name, version]) => ({
        name,
        version,
      })),
    );
    expect(api.created("Variables")).toEqual([
      { Key: "BACKUP_ORIGINS", Value: "https://fallback.example.com" },
    ]);
    expect(api.created("Deployments")).toHaveLength(1);
  }, 120_000);

  it("deploys again to the same service, with what was changed", async () => {
    const assets = join(folder, "assets/voice-error.xml");
    await writeFile(assets, "<Response><Say>Other words.</Say></Response>");
    const BACKUP_ORIGINS = [
      "https://www.example.com=>https://user:secret@dr.example.com:8443/app",
      "https://dr.example.com:8443",
      `https://handler.twilio.com/twiml/EH${"1".repeat(32)}`,
    ].join();
    const { code, stdout } = await deploy({
      BACKUP_ORIGINS,
      PII: "full",
    });
    expect(code).toBe(0);
    expect(stdout).toContain(
      "On   backups: dr.example.com:8443 and handler.twilio.com\n",
    );
    expect(api.unknownCalls).toEqual([]);
    expect(api.created("Services")).toHaveLength(1);
    expect(api.created("Environments")).toHaveLength(1);
    const words = api
      .created("Versions")
      .filter(({ Path }) => Path === "/voice-error.xml" || Path === "/fallback")
      .slice(2);
    expect(words).toHaveLength(2);
    for (const { Content } of words) expect(Content).toContain("Other words.");
    expect(api.created("Variables").slice(1)).toEqual([
      expect.objectContaining({ Value: BACKUP_ORIGINS }),
      { Key: "PII", Value: "full" },
    ]);
    expect(api.created("Deployments")).toHaveLength(2);
    expect(await readdir(folder)).toContain(".twiliodeployinfo");
  }, 120_000);

  it("says so where what was deployed does not answer", async () => {
    const before = reply;
    reply = "Application error";
    const { code, stdout } = await deploy({});
    reply = before;
    expect(code).toBe(1);
    expect(stdout).toContain("✔ Deployed: ");
    expect(stdout).toContain(
      "✖ It does not answer a failed call with TwiML: 12100",
    );
  }, 120_000);

  it("tells what Twilio refuses, and that nothing was deployed", async () => {
    const before = api.created("Deployments").length;
    const { code, stderr } = await deploy({
      ACCOUNT_SID: `AC${"9".repeat(32)}`,
    });
    expect(code).toBe(1);
    expect(stderr).toContain("✖ It was not deployed.");
    expect(api.created("Deployments")).toHaveLength(before);
  }, 120_000);

  it("deploys nothing where an error document is none", async () => {
    const before = api.created("Deployments").length;
    await writeFile(join(folder, "assets/voice-error.xml"), "<Reply/>");
    const { code, stderr } = await deploy({});
    expect(code).not.toBe(0);
    expect(stderr).toContain(
      "assets/voice-error.xml:1:1: the root is <Reply>: write <Response>",
    );
    expect(api.created("Deployments")).toHaveLength(before);
  }, 120_000);
});
