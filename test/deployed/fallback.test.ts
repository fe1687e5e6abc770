import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { listenOnLoopback } from "../../src/emulator";
import { badCertificates } from "../../src/cli/drill/world/bad-certificates";
import { signRequest, type Params } from "../../src/twilio/signature";
import {
  sharedDeployment,
  startContainer,
  type Container,
} from "../support/runtime/deployment";
import { startBackup, twiml } from "../support/servers/backup-server";
import { recordsIn, withEmulator } from "../support/servers/emulator";
import { captured } from "../support/samples/fixtures";
import { startMisbehavingServer } from "../support/servers/misbehaving-server";

const ACCOUNT = {
  ACCOUNT_SID: "AC00000000000000000000000000000001",
  AUTH_TOKEN: "00000000000000000000000000000001",
};
const FIXTURES = ["voice-fallback-11200", "message-fallback-11210"] as const;
const ASSETS = {
  "voice-fallback-11200": readFileSync("assets/voice-error.xml", "utf8"),
  "message-fallback-11210": readFileSync("assets/messaging-error.xml", "utf8"),
};

/** The log's lines, parsed, as soon as there are so many. */
const logOf = async (container: Container, lines = 1) =>
  (await container.logged(lines)).map(
    (line) => JSON.parse(line) as Record<string, unknown>,
  );

async function send(
  { url }: Container,
  params: Params,
  { method = "POST", signature = "" } = {},
) {
  const form = new URLSearchParams(params);
  const isPost = method === "POST";
  const target = isPost ? url : `${url}?${form.toString()}`;
  const signed = signRequest(ACCOUNT.AUTH_TOKEN, target, isPost ? params : []);
  const response = await fetch(target, {
    method,
    headers: {
      "X-Twilio-Signature": signature || signed,
      ...(isPost && { "Content-Type": "application/x-www-form-urlencoded" }),
    },
    ...(isPost && { body: form.toString() }),
  });
  const twiml = await response.text();
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    twiml,
  };
}

describe("the deployed /fallback", () => {
  const folder = sharedDeployment();

  const withContainer = async (
    syncUrl: string,
    test: (container: Container) => Promise<void>,
    env: Record<string, string> = {},
    processEnv: Record<string, string> = {},
  ) => {
    const container = await startContainer(
      folder(),
      "fallback.protected.js",
      { ...ACCOUNT, TWILIO_EMULATOR_URL: syncUrl, ...env },
      { processEnv },
    );
    try {
      await test(container);
    } finally {
      await container.stop();
    }
  };

  it("is one file, alone with the dependencies", async () => {
    await withContainer("http://localhost:1", () => {
      expect(readdirSync(folder()).sort()).toEqual([
        "fallback.protected.js",
        "node_modules",
      ]);
      return Promise.resolve();
    });
  });

  it.each(
    FIXTURES.flatMap((fixture) =>
      ["POST", "GET"].map((method) => ({ fixture, method })),
    ),
  )("answers a captured $fixture, by $method, and journals it", (scenario) =>
    withEmulator((emulator) =>
      withContainer(emulator.url, async (container) => {
        const { fixture, method } = scenario;
        const request = captured(fixture);
        const reply = await send(container, Object.entries(request), {
          method,
        });
        expect(reply).toMatchObject({
          status: 200,
          type: "text/xml",
          twiml: ASSETS[fixture],
        });
        const { ErrorCode, ErrorUrl, From, To, AccountSid } = request;
        const record = {
          v: 1,
          at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
          source: "fallback",
          channel: fixture.startsWith("voice") ? "voice" : "messaging",
          errorCode: Number(ErrorCode),
          errorUrl: ErrorUrl,
          sid: request["CallSid"] ?? request["MessageSid"],
          accountSid: AccountSid,
          from: From === "+266555006" ? "+2••••5006" : "+1••••••0199",
          to: To,
          person: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
          outcome: "apologized",
          recoveredBy: null,
          attempts: [],
          ms: expect.any(Number) as number,
        };
        expect(recordsIn(emulator)).toEqual([record]);
        expect(await logOf(container)).toEqual([
          { ...record, journaled: true },
        ]);
      }),
    ),
  );

  it("relays a backup's TwiML as its own, and journals each attempt", () =>
    withEmulator(async (emulator) => {
      const bomb = await startBackup(
        twiml(
          '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Response><Say>&b;</Say></Response>',
        ),
        ACCOUNT.AUTH_TOKEN,
      );
      const backup = await startBackup(
        twiml('<Response><Gather action="/menu?a=1&amp;b=2"/></Response>'),
        ACCOUNT.AUTH_TOKEN,
      );
      await withContainer(
        emulator.url,
        async (container) => {
          const { ErrorCode, ErrorUrl, ...original } = captured(
            "voice-fallback-11200",
          );
          const reply = await send(container, [
            ...Object.entries(original),
            ["ErrorCode", ErrorCode ?? ""],
            ["ErrorUrl", ErrorUrl ?? ""],
          ]);
          expect(reply).toMatchObject({
            status: 200,
            type: "text/xml",
            twiml: `<Response><Gather action="${backup.url}/menu?a=1&amp;b=2"/></Response>`,
          });
          expect(backup.asked).toMatchObject([
            { path: "/api/v1/twilio/voice", isValid: true, form: original },
          ]);
          expect(recordsIn(emulator)).toMatchObject([
            {
              outcome: "recovered",
              recoveredBy: backup.url,
              attempts: [
                { origin: bomb.url, result: "not-twiml", status: 200 },
                { origin: backup.url, result: "twiml", status: 200 },
              ],
            },
          ]);
        },
        { BACKUP_ORIGINS: `${bomb.url},${backup.url}` },
      );
      await Promise.all([bomb.stop(), backup.stop()]);
    }));

  it("keeps its TLS connections, and replaces those that died in a freeze", () =>
    withEmulator(async (emulator) => {
      const { untrusted: certificate } = await badCertificates();
      const caFile = join(await mkdtemp(join(tmpdir(), "ca-")), "ca.pem");
      await writeFile(caFile, certificate.cert);
      const server = createServer(certificate, (request, response) => {
        request.resume();
        response.writeHead(200, { "Content-Type": "text/xml" });
        response.end("<Response/>");
      });
      const connections: unknown[] = [];
      server.on("secureConnection", (socket) => connections.push(socket));
      const { port, stop, dropConnections } = await listenOnLoopback(server);
      await withContainer(
        emulator.url,
        async (container) => {
          const params = Object.entries(captured("voice-fallback-11200"));
          for (let i = 0; i < 2; i++)
            expect((await send(container, params)).twiml).toBe("<Response/>");
          expect(connections).toHaveLength(1);
          container.freeze();
          dropConnections();
          await sleep(100);
          container.thaw();
          expect((await send(container, params)).twiml).toBe("<Response/>");
          expect(connections).toHaveLength(2);
        },
        { BACKUP_ORIGINS: `https://localhost:${port}` },
        { NODE_EXTRA_CA_CERTS: caFile },
      );
      await stop();
      await rm(dirname(caFile), { recursive: true });
    }));

  it("refuses a request that Twilio did not sign", () =>
    withContainer("http://localhost:1", async (container) => {
      const reply = await send(container, [], { signature: "forged" });
      expect(reply.status).toBe(403);
    }));

  it("remembers from one invocation to the next that Sync hangs", async () => {
    const sync = await startMisbehavingServer("hangs after the connection");
    await withContainer(sync.url, async (container) => {
      const params = Object.entries(captured("voice-fallback-11200"));
      await Promise.all([send(container, params), send(container, params)]);
      const asked = sync.connections();
      await send(container, params);
      expect(sync.connections()).toBe(asked);
      expect((await logOf(container, 3))[2]).toMatchObject({
        journaled: false,
        reason: "Sync is left alone for 10 s: it did not answer in time",
      });
    });
    await sync.stop();
  });

  it("answers thirty at once, and writes each down once", () =>
    withEmulator((emulator) =>
      withContainer(emulator.url, async (container) => {
        const replies = await Promise.all(
          Array.from({ length: 30 }, (_, i) =>
            send(container, [
              ["CallSid", `CA${String(i).padStart(32, "0")}`],
              ["ErrorCode", "11200"],
            ]),
          ),
        );
        for (const { twiml } of replies)
          expect(twiml).toBe(ASSETS["voice-fallback-11200"]);
        const sids = recordsIn(emulator).map(
          (record) => (record as { sid: string }).sid,
        );
        expect(new Set(sids).size).toBe(30);
        expect(sids).toHaveLength(30);
      }),
    ));

  it.each<[string, Params]>([
    [
      "900 parameters",
      Array.from({ length: 900 }, (_, i) => [`P${i}`, "x".repeat(50)]),
    ],
    [
      "repeated parameters",
      [
        ["From", "+15550001111"],
        ["From", "+15550002222"],
      ],
    ],
    [
      "names of the prototype",
      [
        ["__proto__", "x"],
        ["constructor", "y"],
        ["hasOwnProperty", "z"],
      ],
    ],
    ["a megabyte", [["Body", "x".repeat(1_000_000)]]],
    ["control characters", [["From", "\u0000\u0001\u{1F600}\uFFFF"]]],
    ["a parameter named request", [["request", "x"]]],
  ])("is not moved by %s", (_, hostile) =>
    withEmulator((emulator) =>
      withContainer(emulator.url, async (container) => {
        const reply = await send(container, [["CallSid", "CA1"], ...hostile]);
        expect(reply).toMatchObject({
          status: 200,
          type: "text/xml",
          twiml: ASSETS["voice-fallback-11200"],
        });
        expect(recordsIn(emulator)).toEqual([
          expect.objectContaining({ sid: "CA1" }),
        ]);
        expect(await logOf(container)).toEqual([
          expect.objectContaining({ sid: "CA1", journaled: true }),
        ]);
      }),
    ),
  );
});
