import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import getPort from "get-port";
import { checkout } from "../support/runtime/checkout";
import { startCommand, startProgram } from "../support/runtime/command";
import { runHere } from "../support/runtime/in-process";

describe("npm start", () => {
  let folder: string;
  let port: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    port = String(await getPort());
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
    await running.printed("— Messages begin to fail");
    const shown = await running.printed("recovered by a backup");
    expect(shown.split("\n").filter((line) => /^\{|POST/.test(line))).toEqual(
      [],
    );
    const response = await fetch(`http://localhost:${port}/incidents`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      incidents: [
        {
          state: "open",
          origin: expect.stringContaining("localhost") as string,
        },
        { state: "open", origin: "https://booking.example.com", count: 21 },
        { state: "resolved", origin: "https://shop.example.com", count: 46 },
      ],
    });
    running.kill("SIGINT");
    await running.ended;
  }, 60_000);

  it("runs against Twilio where .env holds credentials, without telling the token", async () => {
    await writeFile(
      join(folder, ".env"),
      `ACCOUNT_SID=AC${"1".repeat(32)}\nAUTH_TOKEN=${"5".repeat(32)}\n`,
    );
    const stopping = new AbortController();
    const { code, stdout, stderr } = await runHere(["start", "--port", port], {
      folder,
      stopped: stopping.signal,
      onPrint: (text) => {
        if (text.includes("Ctrl+C")) stopping.abort();
      },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Twilio, account AC${"1".repeat(32)}`);
    expect(stdout).not.toContain("5".repeat(32));
  }, 60_000);

  it("reports every bad setting at once and does not start", async () => {
    await writeFile(join(folder, ".env"), "PII=none\nJOURNAL_SHARDS=0\n");
    const { code, stderr } = await runHere(["start"], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain("PII: expected masked or full");
    expect(stderr).toContain("JOURNAL_SHARDS: expected a whole number");
    expect(stderr).not.toContain("    at ");
  });

  it("listens on this machine alone, says which port is taken, and leaves nothing behind when it is killed", async () => {
    const running = startCommand("start", ["--port", port], folder);
    await running.printed("Ctrl+C");
    expect(await connects(port, "127.0.0.1")).toBe(true);
    for (const address of outerAddresses())
      expect(await connects(port, address)).toBe(false);

    const taken = await runHere(["start", "--port", port], { folder });
    expect(taken.code).toBe(2);
    expect(taken.stderr).toBe(
      `Port ${port} cannot be used (EADDRINUSE); choose another with --port\n`,
    );

    running.kill("SIGKILL");
    await running.ended;
    for (let tries = 0; await connects(port, "127.0.0.1"); tries++) {
      expect(tries).toBeLessThan(200);
      await sleep(50);
    }
  }, 60_000);
});

/** The addresses of this machine under which others reach it. */
function outerAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);
}

function connects(port: string, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), host);
    const settle = (isConnected: boolean) => () => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once("connect", settle(true)).once("error", settle(false));
    socket.setTimeout(2000, settle(false));
  });
}

describe("a bare twilio-run", () => {
  it("serves the built service with no flags and no settings", async () => {
    const port = String(await getPort());
    const running = startProgram(
      [resolve("node_modules/twilio-run/bin/twilio-run.js")],
      ["--port", port],
    );
    await running.printed("/fallback");
    const url = `http://localhost:${port}`;
    const message = "MessageSid=SM1&From=%2B14155550123&To=%2B15550001111";
    const reply = await fetch(`${url}/fallback?${message}`);
    expect(reply.headers.get("content-type")).toMatch(/^text\/xml/);
    expect(await reply.text()).toContain("<Message>");
    const asset = await fetch(`${url}/voice-error.xml`);
    expect(asset.headers.get("content-type")).toBe("application/xml");
    await running.printed('"reason":"no credentials"');
    running.kill();
    await running.ended;
  }, 60_000);
});
