import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { freePort } from "../../src/cli/service/run-service";
import { checkout } from "../support/runtime/checkout";
import {
  runCommand,
  startCommand,
  startProgram,
} from "../support/runtime/command";

describe("npm start", () => {
  let folder: string;
  let port: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    port = String(await freePort());
    ({ folder, remove } = await checkout());
  });
  afterEach(() => remove());

  it("runs the service against the emulator, says so, and remembers between calls", async () => {
    const running = startCommand("start", ["--port", port], folder);
    const printed = await running.printed("Ctrl+C");
    expect(printed).toContain("an emulated Twilio at http://localhost:");
    expect(printed).toContain(`http://localhost:${port}/fallback`);

    for (const sid of ["CA1", "CA2"]) {
      const response = await fetch(`http://localhost:${port}/fallback`, {
        method: "POST",
        body: new URLSearchParams({ CallSid: sid, ErrorCode: "11200" }),
      });
      expect(await response.text()).toContain("<Say>");
      await running.printed(`"sid":"${sid}"`);
    }
    const all = await running.printed('"journaled":true');
    expect(all).not.toContain("false");
    const lines = all.split("\n").filter((line) => line.startsWith("{"));
    expect(
      lines.map((line) => (JSON.parse(line) as { sid: string }).sid),
    ).toEqual(["CA1", "CA2"]);
    running.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0 });
  }, 60_000);

  it("rehearses failures to look at, with a token for /incidents", async () => {
    const running = startCommand(
      "start",
      ["--port", port, "--rehearse"],
      folder,
    );
    const printed = await running.printed("Ctrl+C");
    const token = /Bearer (\w+)/.exec(printed)?.[1] ?? "";
    await running.printed('"outcome"');
    const response = await fetch(`http://localhost:${port}/incidents`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      incidents: [{ state: "open" }],
    });
    running.kill("SIGINT");
    await running.ended;
  }, 60_000);

  it("runs against Twilio where .env holds credentials, without telling the token", async () => {
    await writeFile(
      join(folder, ".env"),
      `ACCOUNT_SID=AC${"1".repeat(32)}\nAUTH_TOKEN=${"5".repeat(32)}\n`,
    );
    const running = startCommand("start", ["--port", port], folder);
    const printed = await running.printed("Ctrl+C");
    expect(printed).toContain(`Twilio, account AC${"1".repeat(32)}`);
    running.kill("SIGINT");
    const { stdout, stderr } = await running.ended;
    expect(stdout + stderr).not.toContain("5".repeat(32));
  }, 60_000);

  it("reports every bad setting at once and does not start", async () => {
    await writeFile(join(folder, ".env"), "PII=none\nJOURNAL_SHARDS=0\n");
    const { code, stderr } = await runCommand("start", [], folder);
    expect(code).toBe(2);
    expect(stderr).toContain("PII: expected masked or full");
    expect(stderr).toContain("JOURNAL_SHARDS: expected a whole number");
    expect(stderr).not.toContain("    at ");
  });

  it("says which port is taken", async () => {
    const running = startCommand("start", ["--port", port], folder);
    await running.printed("Ctrl+C");
    const { code, stderr } = await runCommand(
      "start",
      ["--port", port],
      folder,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port} cannot be used (EADDRINUSE)`);
    running.kill("SIGINT");
    await running.ended;
  }, 60_000);
});

describe("a bare twilio-run", () => {
  it("serves the built service with no flags and no settings", async () => {
    const port = String(await freePort());
    const running = startProgram(
      [resolve("node_modules/twilio-run/bin/twilio-run.js")],
      ["--port", port],
    );
    await running.printed("/fallback");
    const url = `http://localhost:${port}`;
    const reply = await fetch(`${url}/fallback?MessageSid=SM1`);
    expect(reply.headers.get("content-type")).toMatch(/^text\/xml/);
    expect(await reply.text()).toContain("<Message>");
    const asset = await fetch(`${url}/voice-error.xml`);
    expect(asset.headers.get("content-type")).toBe("application/xml");
    await running.printed('"reason":"no credentials"');
    running.kill();
    await running.ended;
  }, 60_000);
});
