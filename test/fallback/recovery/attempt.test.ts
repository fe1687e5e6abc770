import fc from "fast-check";
import {
  attempt,
  type AttemptOutcome,
  type AttemptSettings,
} from "../../../src/fallback/recovery/attempt";
import { candidates } from "../../../src/fallback/recovery/candidates";
import type { Params } from "../../../src/twilio/signature";
import {
  startBackup,
  twiml,
  type BackupServer,
  type Handler,
} from "../../support/servers/backup-server";
import { refusingUrl } from "../../support/servers/misbehaving-server";
import { PLAIN_WAYS } from "../../support/servers/ways-to-fail";

const TOKEN = "0123456789abcdef";
const SETTINGS: AttemptSettings = {
  backupMethod: "POST",
  domainName: "fallback-1234.twil.io",
  authToken: TOKEN,
};
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
    ...settings
  }: Partial<AttemptSettings> & {
    params?: Params;
    errorUrl?: string;
    timeoutMs?: number;
    idempotencyToken?: string | null;
  } = {},
): Promise<AttemptOutcome> {
  const [candidate] = candidates(new URL(errorUrl), {
    backupOrigins: [base],
    retryFailedUrl: false,
    domainName: null,
  });
  if (!candidate) throw new Error("no candidate");
  return attempt(
    candidate,
    { params, idempotencyToken },
    { ...SETTINGS, ...settings },
    timeoutMs,
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
      });
    }
  });

  it("keeps the status of a redirect that leads to nobody", async () => {
    handle = redirect(302, await refusingUrl());
    expect(await ask(backup.url)).toEqual({
      result: "unreachable",
      status: 302,
    });
  });

  it("does redirects within its own time", async () => {
    handle = ({ path }, response) =>
      setTimeout(() => {
        response
          .writeHead(307, { Location: `/menu/${String(path.length)}` })
          .end();
      }, 150);
    const startedAt = performance.now();
    expect(await ask(backup.url, { timeoutMs: 300 })).toMatchObject({
      result: "timeout",
    });
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it.each(PLAIN_WAYS)(
    "says how it ended at a backup that $name",
    async ({ start, result, status }) => {
      const server = await start();
      expect(await ask(server.url)).toEqual({ result, status });
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
    });
  });
});
