import fc from "fast-check";
import type { AskSettings } from "../../../src/fallback/recovery/ask-candidate";
import {
  attempt,
  type AttemptOutcome,
} from "../../../src/fallback/recovery/attempt";
import { candidates } from "../../../src/fallback/recovery/candidates";
import { startBudget } from "../../../src/resilience/budget";
import { isPrivateAddress } from "../../../src/url/private-address";
import { readBackups } from "../../support/samples/backups";
import type { Params } from "../../../src/twilio/signature";
import {
  startBackup,
  twiml,
  type BackupServer,
  type Handler,
} from "../../support/servers/backup-server";
import { refusingUrl } from "../../support/servers/misbehaving-server";
import { PLAIN_WAYS } from "../../support/servers/ways-to-fail";
import { waitedMs } from "../../support/runtime/waited";

const TOKEN = "0123456789abcdef";
const SETTINGS: AskSettings = {
  backupMethod: "POST",
  backupOrigins: [],
  domainName: "fallback-1234.twil.io",
  authToken: TOKEN,
  isPrivateAddress,
};
/** What a budget keeps back for the reply. */
const REPLY_MARGIN_MS = 50;
const PARAMS: Params = [
  ["CallSid", "CA1"],
  ["Digits", "1"],
  ["Digits", "2"],
  ["SpeechResult", "grüß dich 😀 & more"],
  ["Empty", ""],
  ["ErrorCode", "11200"],
  ["ErrorUrl", "https://www.example.com/menu?lang=de"],
];
const HELLO = "<Response><Say>Hello</Say></Response>";

async function ask(
  base: string,
  {
    params = PARAMS,
    errorUrl = "https://www.example.com/menu?lang=de",
    timeoutMs = 500,
    idempotencyToken = null as string | null,
    channel = "voice",
    ...settings
  }: Partial<AskSettings> & {
    channel?: "voice" | "messaging";
    params?: Params;
    errorUrl?: string;
    timeoutMs?: number;
    idempotencyToken?: string | null;
  } = {},
): Promise<AttemptOutcome> {
  const [candidate] = candidates(new URL(errorUrl), {
    backupOrigins: readBackups([base]),
    retryFailedUrl: false,
    domainName: null,
  });
  if (!candidate) throw new Error("no candidate");
  return attempt(
    candidate,
    { params, idempotencyToken, failedOrigin: new URL(errorUrl).origin },
    channel,
    { ...SETTINGS, ...settings },
    startBudget(timeoutMs + REPLY_MARGIN_MS),
  );
}

describe("an attempt", () => {
  let backup: BackupServer;
  let handle: Handler;
  beforeEach(async () => {
    handle = twiml(HELLO);
    backup = await startBackup((asked, response) => {
      handle(asked, response);
    }, TOKEN);
  });
  afterEach(() => backup.stop());

  const redirect =
    (status: number, location: string): Handler =>
    ({ path }, response) => {
      if (path.startsWith("/menu"))
        response.writeHead(status, { Location: location }).end();
      else twiml(HELLO)({} as never, response);
    };

  it("posts the original parameters to the same path and query, signed", async () => {
    expect(await ask(`${backup.url}/app`)).toMatchObject({
      result: "twiml",
      status: 200,
      twiml: HELLO,
    });
    expect(backup.asked).toMatchObject([
      {
        method: "POST",
        path: "/app/menu?lang=de",
        isValid: true,
        form: {
          CallSid: "CA1",
          Digits: ["1", "2"],
          SpeechResult: "grüß dich 😀 & more",
          Empty: "",
        },
        headers: { "accept-encoding": "identity" },
      },
    ]);
    expect(Object.keys(backup.asked[0]?.form ?? {})).toHaveLength(4);
  });

  it("gets with the parameters in the query, none of them twice, signed", async () => {
    await ask(backup.url, {
      backupMethod: "GET",
      params: [["lang", "de"], ["lang", "en"], ...PARAMS],
    });
    expect(backup.asked).toMatchObject([{ method: "GET", isValid: true }]);
    const query = new URL(backup.asked[0]?.url ?? "").searchParams;
    expect(query.getAll("lang")).toEqual(["de", "en"]);
    expect(query.getAll("Digits")).toEqual(["1", "2"]);
    expect(query.has("ErrorCode")).toBe(false);
  });

  it("is accepted by the SDK's validation for any parameters, by POST and by GET", async () => {
    const text = fc.string({ unit: "grapheme" });
    const name = text.filter((t) => t !== "" && t !== "__proto__");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, text), { maxLength: 8 }),
        fc.webPath(),
        fc.webQueryParameters(),
        fc.constantFrom("POST" as const, "GET" as const),
        async (params, path, query, backupMethod) => {
          const errorUrl = `https://www.example.com${path}?${query}`;
          await ask(backup.url, { params, errorUrl, backupMethod });
          expect(backup.asked.at(-1)?.isValid).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("lets itself in with the base's userinfo, and passes the idempotency token on", async () => {
    const base = backup.url.replace("://", "://user:p%40ss@");
    await ask(base, { idempotencyToken: "tok-1" });
    expect(backup.asked[0]).toMatchObject({
      isValid: true,
      headers: {
        authorization: `Basic ${btoa("user:p@ss")}`,
        "i-twilio-idempotency-token": "tok-1",
      },
    });
  });

  it.each([301, 302, 303])(
    "goes on as GET after a %d, with the parameters in the query, signed anew",
    async (status) => {
      handle = redirect(status, "/next?step=2#top");
      expect(await ask(backup.url)).toMatchObject({ result: "twiml" });
      expect(backup.asked[1]).toMatchObject({
        method: "GET",
        isValid: true,
        form: {},
      });
      expect(backup.asked[1]?.path).toMatch(/^\/next\?step=2&CallSid=CA1&/);
    },
  );

  it.each([307, 308])("repeats the request after a %d", async (status) => {
    handle = redirect(status, "/next");
    await ask(backup.url);
    expect(backup.asked[1]).toMatchObject({
      method: "POST",
      path: "/next",
      isValid: true,
      form: { CallSid: "CA1" },
    });
  });

  it("resolves the document's URLs against where it was found, without added parameters", async () => {
    handle = ({ path }, response) => {
      if (path.startsWith("/menu"))
        response.writeHead(302, { Location: "/deep/er?x=1" }).end();
      else
        twiml('<Response><Gather action="next"/><Redirect/></Response>')(
          {} as never,
          response,
        );
    };
    expect(await ask(backup.url)).toMatchObject({
      twiml: `<Response><Gather action="${backup.url}/deep/next"/><Redirect>${backup.url}/deep/er?x=1</Redirect></Response>`,
    });
  });

  it("does not take its secrets to another origin", async () => {
    const other = await startBackup(twiml(HELLO), TOKEN);
    handle = redirect(302, `${other.url.replace("://", "://u:p@")}/x`);
    await ask(backup.url.replace("://", "://user:pass@"));
    expect(other.asked[0]?.headers.authorization).toBeUndefined();
    await other.stop();
  });

  it("gives up at the sixth redirect, at its own domain, and at one that leads nowhere", async () => {
    handle = (_, response) => {
      response.writeHead(307, { Location: "/menu" }).end();
    };
    expect(await ask(backup.url)).toEqual({
      result: "too-many-redirects",
      status: 307,
      cause: "6 redirects",
    });
    expect(backup.asked).toHaveLength(6);
    handle = redirect(302, "https://FALLBACK-1234.twil.io/fallback");
    expect(await ask(backup.url)).toMatchObject({
      result: "too-many-redirects",
    });
    for (const location of ["ftp://example.com/", "http://", ""]) {
      handle = redirect(302, location);
      expect(await ask(backup.url)).toEqual({
        result: "http-error",
        status: 302,
        cause: "a redirect to no URL",
      });
    }
  });

  it("keeps the status of a redirect that leads to nobody", async () => {
    handle = redirect(302, await refusingUrl());
    expect(await ask(backup.url)).toEqual({
      result: "unreachable",
      status: 302,
      cause: "ECONNREFUSED",
    });
  });

  it("does redirects within its own time", async () => {
    handle = ({ path }, response) =>
      setTimeout(() => {
        response
          .writeHead(307, { Location: `/menu/${String(path.length)}` })
          .end();
      }, 150);
    const waited = await waitedMs(async () => {
      expect(await ask(backup.url, { timeoutMs: 300 })).toMatchObject({
        result: "timeout",
      });
    });
    expect(waited).toBeLessThan(500);
  });

  it.each(PLAIN_WAYS)(
    "says how it ended at a backup that $name",
    async ({ start, result, status }) => {
      const server = await start();
      expect(await ask(server.url)).toEqual({
        result,
        status,
        cause: expect.stringMatching(/^[ -~]{1,80}$/) as string,
      });
      await server.stop();
    },
  );

  it("takes an error page of any size for what it is", async () => {
    handle = (_, response) => {
      response.writeHead(500).end("x".repeat(1_000_000));
    };
    expect(await ask(backup.url)).toEqual({
      result: "http-error",
      status: 500,
      cause: "status 500",
    });
  });

  it("names the origin that failed", async () => {
    await ask(backup.url, {
      errorUrl: "https://joe:pw@www.example.com:8443/x",
    });
    expect(backup.asked[0]?.headers["x-twilio-fallback-for"]).toBe(
      "https://www.example.com:8443",
    );
  });

  it.each([
    ["POST", 404, ["POST", "GET"]],
    ["POST", 405, ["POST", "GET"]],
    ["GET", 405, ["GET", "POST"]],
    ["GET", 404, ["GET"]],
    ["POST", 403, ["POST"]],
  ] as const)(
    "asks by the other method a route that says to a %s %d",
    async (backupMethod, status, methods) => {
      handle = ({ method }, response) => {
        if (method === backupMethod) response.writeHead(status).end();
        else twiml(HELLO)({} as never, response);
      };
      const { result } = await ask(backup.url, { backupMethod });
      expect(result).toBe(methods.length === 2 ? "twiml" : "http-error");
      expect(backup.asked.map(({ method }) => method)).toEqual(methods);
      expect(backup.asked.every(({ isValid }) => isValid)).toBe(true);
    },
  );

  it("asks by the other method once, also a page that is too large", async () => {
    handle = (_, response) => {
      response.writeHead(405).end("x".repeat(100_000));
    };
    expect(await ask(backup.url)).toMatchObject({
      result: "http-error",
      status: 405,
    });
    expect(backup.asked.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  it("keeps its added parameters out of the document's URL, also where a redirect repeats them", async () => {
    handle = ({ url }, response) => {
      const { pathname, search } = new URL(url);
      if (pathname === "/menu")
        response
          .writeHead(308, {
            Location: `/menu/${search.replace("%20", "+")}&own=1`,
          })
          .end();
      else twiml("<Response><Redirect/></Response>")({} as never, response);
    };
    expect(
      await ask(backup.url, {
        backupMethod: "GET",
        params: [
          ["lang", "de"],
          ["Own", "a b&c=d"],
          ["Empty", ""],
        ],
      }),
    ).toMatchObject({
      twiml: `<Response><Redirect>${backup.url}/menu/?lang=de&amp;own=1</Redirect></Response>`,
    });
    expect(backup.asked[1]).toMatchObject({ isValid: true });
    expect(backup.asked[1]?.path).toMatch(
      /^\/menu\/\?lang=de&Own=a\+b%26c%3Dd&Empty=&own=1$/,
    );
  });

  it("makes of plain text what Twilio would send or say", async () => {
    handle = (_, response) => {
      response
        .writeHead(200, { "Content-Type": "text/plain" })
        .end("Fish & <chips>\u0007");
    };
    expect(await ask(backup.url)).toEqual({
      result: "text",
      status: 200,
      twiml: "<Response><Say>Fish &amp; &lt;chips></Say></Response>",
    });
    expect(await ask(backup.url, { channel: "messaging" })).toMatchObject({
      twiml: "<Response><Message>Fish &amp; &lt;chips></Message></Response>",
    });
  });

  it.each([200, 202, 204])(
    "takes an empty %d to a message for taken",
    async (status) => {
      handle = (_, response) => {
        response.writeHead(status).end();
      };
      expect(await ask(backup.url, { channel: "messaging" })).toEqual({
        result: "empty",
        status,
        twiml: "<Response/>",
      });
      expect(await ask(backup.url)).toMatchObject({ result: "not-twiml" });
    },
  );

  it("tells no cause with what the backup was asked with", async () => {
    const type =
      (text: string): Handler =>
      (_, response) => {
        response.writeHead(200, { "Content-Type": text }).end("{}");
      };
    const causeOf = async (text: string, base = backup.url) => {
      handle = type(text);
      const ended = await ask(base, {
        params: [
          ["Body", "hunter2"],
          ["From", "+14155550123"],
        ],
        idempotencyToken: "idem-potent",
      });
      return "cause" in ended ? ended.cause : ended.result;
    };
    const base = backup.url.replace("://", "://ann:p%40ssword@");
    expect(await causeOf("application/json")).toBe(
      "content type application/json",
    );
    for (const secret of ["hunter2", "x14155550123", TOKEN, "idem-potent"])
      expect(await causeOf(`text/${secret}`)).toBe(
        "an answer with what it was asked",
      );
    expect(await causeOf("text/p.ssword", base)).toBe(
      "content type text/p.ssword",
    );
    for (const secret of ["p@ssword", btoa("ann:p@ssword")])
      expect(await causeOf(`text/${secret}`, base)).not.toContain(secret);
  });
});

describe("a redirect", () => {
  const answering = async (text = HELLO) => {
    const server = await startBackup(twiml(text), TOKEN);
    return { ...server, port: new URL(server.url).port };
  };
  const redirecting = (location: () => string, status = 302) =>
    startBackup((_, response) => {
      response.writeHead(status, { Location: location() }).end();
    }, TOKEN);

  it.each([302, 307])(
    "to another origin carries no signature, but to that of a backup (%d)",
    async (status) => {
      const other = await answering();
      const hostile = await redirecting(() => `${other.url}/transfer`, status);
      await ask(hostile.url);
      await ask(hostile.url, {
        backupOrigins: readBackups([`${other.url}/app`]),
      });
      expect(
        other.asked.map(({ isValid, headers }) => [
          isValid,
          "x-twilio-signature" in headers,
        ]),
      ).toEqual([
        [false, false],
        [true, true],
      ]);
      await Promise.all([other.stop(), hostile.stop()]);
    },
  );

  // 127.0.0.1 stands for the public Internet here, and every other address is private.
  const isPrivateAddress = (address: string) => address !== "127.0.0.1";
  const PRIVATE = {
    result: "http-error",
    status: 302,
    cause: "a redirect to a private address",
  };

  it.each(["127.0.0.2", "[::1]", "0.0.0.0"])(
    "from a public base is never followed to %s",
    async (host) => {
      const inside = await answering();
      const base = await redirecting(() => `http://${host}:${inside.port}/`);
      const url = base.url.replace("localhost", "127.0.0.1");
      expect(await ask(url, { isPrivateAddress })).toEqual(PRIVATE);
      expect(inside.asked).toEqual([]);
      await Promise.all([inside.stop(), base.stop()]);
    },
  );

  it("from a public base is judged once the name is looked up", async () => {
    const inside = await answering();
    const base = await redirecting(() => `${inside.url}/x`);
    const url = base.url.replace("localhost", "127.0.0.1");
    const judged: string[] = [];
    const judge = (isInside: boolean) => (address: string) => {
      judged.push(address);
      return isInside && judged.length > 1;
    };
    expect(await ask(url, { isPrivateAddress: judge(true) })).toEqual(PRIVATE);
    expect(inside.asked).toEqual([]);
    expect(judged.slice(1).join()).toMatch(/127\.0\.0\.1|::1/);
    judged.length = 0;
    expect(await ask(url, { isPrivateAddress: judge(false) })).toMatchObject({
      result: "twiml",
    });
    await Promise.all([inside.stop(), base.stop()]);
  });

  it("is not followed over a connection that was made before, either", async () => {
    const inside = await answering();
    const base = await redirecting(() => `${inside.url}/x`);
    const url = base.url.replace("localhost", "127.0.0.1");
    await ask(inside.url);
    expect(inside.asked).toHaveLength(1);
    let judged = 0;
    expect(await ask(url, { isPrivateAddress: () => judged++ > 0 })).toEqual(
      PRIVATE,
    );
    expect(inside.asked).toHaveLength(1);
    await Promise.all([inside.stop(), base.stop()]);
  });

  it("from a base in a private network is followed within it", async () => {
    const inside = await answering();
    const base = await redirecting(() => `${inside.url}/x`);
    expect(await ask(base.url, { isPrivateAddress: () => true })).toMatchObject(
      { result: "twiml" },
    );
    await Promise.all([inside.stop(), base.stop()]);
  });

  it("to a URL of more than 8,192 characters is of no use", async () => {
    const other = await answering();
    const length = (n: number) => `${other.url}/`.padEnd(n, "a");
    let location = length(8192);
    const base = await redirecting(() => location);
    expect(await ask(base.url)).toMatchObject({ result: "twiml" });
    const tooLong = {
      result: "http-error",
      status: 302,
      cause: "a redirect to a URL that is too long",
    };
    location = length(8193);
    expect(await ask(base.url)).toEqual(tooLong);
    location = `${other.url}/${"\u00e9".repeat(3000)}`;
    expect(await ask(base.url)).toEqual(tooLong);
    expect(other.asked).toHaveLength(1);
    await Promise.all([other.stop(), base.stop()]);
  });
});
