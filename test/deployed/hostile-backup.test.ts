import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { postSigned } from "../support/samples/post-signed";
import {
  startBackup,
  twiml,
  type Handler,
} from "../support/servers/backup-server";
import {
  sharedDeployment,
  startContainer,
  type Container,
} from "../support/runtime/deployment";
import {
  emulatorSettings,
  recordsIn,
  withEmulator,
} from "../support/servers/emulator";
import type { TwilioEmulator } from "../../src/emulator";
import { checkTwiml } from "../../src/twilio/check-twiml";
import type { Params } from "../../src/twilio/signature";
import { waitedMs } from "../support/runtime/waited";

const APOLOGY = readFileSync("assets/voice-error.xml", "utf8");
/** The emulator's. */
const AUTH_TOKEN = "00000000000000000000000000000001";
const BUDGET_MS = 7000;
const CALL: Params = [
  ["CallSid", "CA00000000000000000000000000000011"],
  ["From", "+15551234567"],
  ["ErrorCode", "11200"],
  ["ErrorUrl", "https://joe:ErrorUrlSecret@www.example.com/menu?key=s3cret"],
];
const ORIGINAL = { CallSid: CALL[0]?.[1], From: "+15551234567" };

const redirect =
  (status: number, location: string): Handler =>
  (_, response) => {
    response.writeHead(status, { Location: location }).end();
  };

const withUserinfo = (url: string, userinfo: string) =>
  url.replace("://", `://${userinfo}@`);

describe("the deployed /fallback, given a hostile backup", () => {
  const folder = sharedDeployment();

  const withContainer = (
    env: Record<string, string>,
    test: (world: {
      container: Container;
      emulator: TwilioEmulator;
      call: (params?: Params) => ReturnType<typeof postSigned>;
    }) => Promise<void>,
    processEnv: Record<string, string> = {},
  ) =>
    withEmulator(async (emulator) => {
      const container = await startContainer(
        folder(),
        "fallback.protected.js",
        {
          ...emulatorSettings(emulator),
          ...env,
        },
        { processEnv },
      );
      const call = (params = CALL) =>
        postSigned(container.url, params, emulator.authToken);
      try {
        await test({ container, emulator, call });
      } finally {
        await container.stop();
      }
    });

  const backup = (handle: Handler) => startBackup(handle, AUTH_TOKEN);

  it.each([302, 307])(
    "tells it no other backup's userinfo, nor ErrorUrl's, after a %d either",
    async (status) => {
      const other = await backup(twiml("<Response/>"));
      const hostile = await backup(redirect(status, `${other.url}/x`));
      await withContainer(
        {
          BACKUP_ORIGINS: [
            withUserinfo(hostile.url, "h:OwnSecret"),
            withUserinfo(other.url, "o:OtherSecret"),
          ].join(","),
        },
        async ({ call }) => {
          await call();
          expect(hostile.asked[0]?.headers.authorization).toBe(
            `Basic ${btoa("h:OwnSecret")}`,
          );
          const [asked] = other.asked;
          expect(asked?.headers.authorization).toBeUndefined();
          const seen = JSON.stringify([hostile.asked, other.asked]);
          for (const secret of ["OtherSecret", "ErrorUrlSecret"]) {
            expect(seen).not.toContain(secret);
            expect(seen).not.toContain(btoa(`o:${secret}`));
            expect(seen).not.toContain(btoa(`joe:${secret}`));
          }
        },
      );
      await Promise.all([other.stop(), hostile.stop()]);
    },
  );

  it("has a request made to a URL that it chooses, unsigned, and sees nothing of the answer", async () => {
    const primary = await backup(
      twiml(
        "<Response><Redirect>next</Redirect><Say>PrimarySecret</Say></Response>",
      ),
    );
    const hostile = await backup(
      redirect(302, `${primary.url}/transfer?amount=1`),
    );
    await withContainer(
      { BACKUP_ORIGINS: hostile.url },
      async ({ container, emulator, call }) => {
        const { body } = await call();
        expect(primary.asked).toMatchObject([
          {
            method: "GET",
            isValid: false,
            path: expect.stringMatching(
              /^\/transfer\?amount=1&CallSid=/,
            ) as string,
          },
        ]);
        expect(body).toContain(`<Redirect>${primary.url}/next</Redirect>`);
        expect(hostile.asked).toHaveLength(1);
        const told = JSON.stringify([
          await container.logged(1),
          recordsIn(emulator),
        ]);
        expect(told).toContain(hostile.url);
        expect(told).not.toContain("PrimarySecret");
        expect(told).not.toContain(primary.url);
      },
    );
    await Promise.all([primary.stop(), hostile.stop()]);
  });

  it("makes up no parameters of a POST: those of the call are sent, and no others", async () => {
    const primary = await backup(twiml("<Response/>"));
    const hostile = await backup(
      redirect(307, `${primary.url}/transfer?amount=1`),
    );
    await withContainer({ BACKUP_ORIGINS: hostile.url }, async ({ call }) => {
      await call();
      expect(primary.asked).toMatchObject([
        { method: "POST", path: "/transfer?amount=1", isValid: false },
      ]);
      expect(primary.asked[0]?.form).toEqual(ORIGINAL);
    });
    await Promise.all([primary.stop(), hostile.stop()]);
  });

  it("brings back nothing of an internal host but its status", async () => {
    const internal = await backup((_, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end('{"AccessKeyId":"InternalSecret"}');
    });
    const hostile = await backup(
      redirect(302, `${internal.url}/latest/meta-data`),
    );
    await withContainer(
      { BACKUP_ORIGINS: hostile.url },
      async ({ container, emulator, call }) => {
        expect((await call()).body).toBe(APOLOGY);
        expect(internal.asked).toHaveLength(1);
        expect(recordsIn(emulator)).toMatchObject([
          {
            attempts: [
              { origin: hostile.url, result: "not-twiml", status: 200 },
            ],
          },
        ]);
        const told = JSON.stringify([
          await container.logged(1),
          await container.warned(0),
          recordsIn(emulator),
        ]);
        expect(told).not.toContain("InternalSecret");
      },
    );
    await Promise.all([internal.stop(), hostile.stop()]);
  });

  it("leads it to no file, and back to no service of its own", async () => {
    let location = "";
    const hostile = await backup((_, response) => {
      response.writeHead(302, { Location: location }).end();
    });
    await withContainer(
      { BACKUP_ORIGINS: hostile.url },
      async ({ container, emulator, call }) => {
        const { port } = new URL(container.url);
        const own = [
          `http://localhost:${port}/fallback`,
          `http://LOCALHOST.:${port}/debugger`,
          `https://user@localhost:${port}/incidents?x`,
          `//localhost:${port}/fallback`,
          `\\\\localhost:${port}\\fallback`,
          `http:/\\%6cocalhost:${port}`,
        ];
        const nowhere = [
          "file:///etc/passwd",
          "gopher://127.0.0.1:6379/_INFO",
          "data:text/xml,<Response/>",
          "javascript:alert(1)",
          "http://",
          "https://[::1",
        ];
        for (location of [...own, ...nowhere])
          expect((await call()).body).toBe(APOLOGY);
        expect(hostile.asked).toHaveLength(own.length + nowhere.length);
        const results = recordsIn(emulator).map(
          (record) =>
            (record as { attempts: { result: string }[] }).attempts[0]?.result,
        );
        expect(results.toSorted()).toEqual([
          ...nowhere.map(() => "http-error"),
          ...own.map(() => "too-many-redirects"),
        ]);
      },
    );
    await hostile.stop();
  });

  const bomb = Buffer.alloc(50_000_000, "<a/>");
  it.each<[string, Handler]>([
    [
      "a compressed bomb",
      (_, response) => {
        response.writeHead(200, {
          "Content-Type": "text/xml",
          "Content-Encoding": "gzip",
        });
        response.end(gzipSync(bomb));
      },
    ],
    ["a body without end", (_, response) => void response.end(bomb)],
    [
      "a bomb of entities",
      twiml(
        `<!DOCTYPE r [${Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join("")}]><Response>&e20;</Response>`,
      ),
    ],
    [
      "a file as an entity",
      twiml(
        '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><Response><Say>&f;</Say></Response>',
      ),
    ],
    [
      "a million headers",
      (_, response) => {
        response.writeHead(200, { "X-Large": "x".repeat(1_000_000) }).end();
      },
    ],
    [
      "a header that splits the reply",
      (_, { socket }) => {
        socket?.end(
          "HTTP/1.1 302 Found\r\nLocation: /x\u0000\r\nSet-Cookie: a\r\n\r\n",
        );
      },
    ],
  ])("is not harmed by %s", async (_, handle) => {
    const hostile = await backup(handle);
    const env = { BACKUP_ORIGINS: hostile.url };
    await withContainer(env, async ({ call, container }) => {
      const ask = async () => {
        const { status, body } = await call();
        expect({ status, body }).toEqual({ status: 200, body: APOLOGY });
      };
      expect(await waitedMs(ask, container.pid)).toBeLessThan(BUDGET_MS);
    });
    await hostile.stop();
  });

  it("loses no time over documents that are hard to read", async () => {
    const letters = Array.from({ length: 20_000 }, (_, i) =>
      String.fromCodePoint(0x4e00 + i),
    ).join("");
    let text = "";
    const hostile = await backup((asked, response) => {
      twiml(text)(asked, response);
    });
    const env = { BACKUP_ORIGINS: hostile.url };
    await withContainer(env, async ({ call, container }) => {
      for (text of [
        `<Response><Play>https://${letters}/x</Play></Response>`,
        `<Response><Gather action="//${letters}/x"/></Response>`,
        `<Response>${"<Play>".repeat(4500)}${"</Play>".repeat(4500)}</Response>`,
        `<Response><Say ${Array.from({ length: 4500 }, (_, i) => `a${i}="&lt;"`).join(" ")}/></Response>`,
        `<Response>${"<![CDATA[]]>&#13;".repeat(3500)}</Response>`,
        `<?xml version="1.0"?>${"<?a  ?>".repeat(8000)}<Response/>`,
        `<!DOCTYPE ${"a".repeat(60_000)} <Response/>`,
      ]) {
        const ask = async () => {
          expect((await call()).status).toBe(200);
        };
        expect(await waitedMs(ask, container.pid)).toBeLessThan(2000);
      }
    });
    await hostile.stop();
  });

  /** As long as Node lets a header be, and three times as long once it is a URL. */
  const HUGE = `/${"\u00e9".repeat(7900)}`;
  /** As long as a URL of use may be. */
  const LONG = `/${"a".repeat(4000)}/${"b".repeat(4000)}/`;
  const filled = (unit: (n: number) => string) =>
    `<Response>${Array.from({ length: 3000 }, (_, n) => unit(n)).join("")}</Response>`;

  it.each([
    ["a huge URL", HUGE, 1, () => "<Gather/>"],
    ["a huge URL, five times", HUGE, 5, () => "<Gather/>"],
    ["a long URL, of elements that ask it", LONG, 5, () => "<Gather/>"],
    ["a long URL, of URLs at its root", LONG, 5, () => '<a url="/"/>'],
    [
      "a long URL, of URLs above it",
      LONG,
      5,
      (n: number) => `<a url="../../${n}"/>`,
    ],
    ["a long URL, of queries", LONG, 5, (n: number) => `<a url="?${n}"/>`],
    ["a long URL, of dots", LONG, 5, () => '<a url="%2e%2e/../x"/>'],
  ])("bounds what is made of %s", async (_, location, hops, unit) => {
    let left = 0;
    const hostile = await backup((asked, response) => {
      if (left-- > 0) response.writeHead(302, { Location: location }).end();
      else twiml(filled(unit))(asked, response);
    });
    await withContainer(
      { BACKUP_ORIGINS: hostile.url },
      async ({ container, emulator, call }) => {
        for (let n = 0; n < 3; n++) {
          left = hops;
          const { status, body, ms } = await call();
          expect(status).toBe(200);
          expect(checkTwiml(body, "voice")).toBeNull();
          expect(ms).toBeLessThan(BUDGET_MS);
        }
        expect(recordsIn(emulator)).toHaveLength(3);
        expect(await container.logged(3)).toHaveLength(3);
      },
      { NODE_OPTIONS: "--max-old-space-size=128" },
    );
    await hostile.stop();
  });

  it("has its userinfo in the relayed document, for Twilio alone, and nowhere else", async () => {
    const friendly = await backup(
      twiml('<Response><Gather action="/x"/></Response>'),
    );
    await withContainer(
      { BACKUP_ORIGINS: withUserinfo(friendly.url, "b:OwnSecret") },
      async ({ container, emulator, call }) => {
        expect((await call()).body).toContain(
          `action="${withUserinfo(friendly.url, "b:OwnSecret")}/x"`,
        );
        const told = JSON.stringify([
          await container.logged(1),
          await container.warned(0),
          recordsIn(emulator),
        ]);
        expect(told).not.toContain("OwnSecret");
        expect(told).not.toContain("s3cret");
      },
    );
    await friendly.stop();
  });
});
