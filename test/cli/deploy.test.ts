import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
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
  let folder: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    api = await startServerlessApi();
    ({ folder, remove } = await checkout());
  });
  afterAll(async () => {
    await Promise.all([api.stop(), remove()]);
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
    }).ended;
  };

  it("uploads each Function and asset, the settings of .env, and nothing else", async () => {
    const { code, stdout, stderr } = await deploy({
      BACKUP_ORIGINS: "https://fallback.example.com",
      PII: "",
    });
    expect({ code, output: stdout + stderr }).toMatchObject({ code: 0 });
    expect(api.unknownCalls).toEqual([]);
    expect(stdout).toContain(`https://${api.domain}/fallback`);
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
    const { code } = await deploy({
      BACKUP_ORIGINS: "https://dr.example.com",
      PII: "full",
    });
    expect(code).toBe(0);
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
      expect.objectContaining({ Value: "https://dr.example.com" }),
      { Key: "PII", Value: "full" },
    ]);
    expect(api.created("Deployments")).toHaveLength(2);
    expect(await readdir(folder)).toContain(".twiliodeployinfo");
  }, 120_000);

  it("deploys nothing where an error document is none", async () => {
    const before = api.created("Deployments").length;
    await writeFile(join(folder, "assets/voice-error.xml"), "<Reply/>");
    const { code, stderr } = await deploy({});
    expect(code).not.toBe(0);
    expect(stderr).toContain("assets/voice-error.xml:1: the root is <Reply>");
    expect(api.created("Deployments")).toHaveLength(before);
  }, 120_000);
});
