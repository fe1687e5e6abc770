import { startBudget } from "../../../src/resilience/budget";
import {
  recover,
  type OriginMemory,
} from "../../../src/fallback/recovery/recover";
import { readRequest } from "../../../src/invocation/failed-request";
import { createRestClient } from "../../../src/twilio/rest";
import { isPrivateAddress } from "../../../src/url/private-address";
import { readSettings } from "../../../src/invocation/read-settings";
import {
  startBackup,
  twiml,
  type Handler,
} from "../../support/servers/backup-server";
import {
  refusingUrl,
  startMisbehavingServer,
} from "../../support/servers/misbehaving-server";
import { waitedMs } from "../../support/runtime/waited";

const TOKEN = "token";
const HELLO = twiml("<Response><Say>Hello</Say></Response>");
const EVENT = {
  CallSid: "CA1",
  ErrorCode: "11200",
  ErrorUrl: "https://www.example.com/index",
};

const recoverAt = (
  backups: string[],
  {
    env = {},
    origins = new Map() as OriginMemory,
    event = EVENT,
  }: {
    env?: Record<string, string>;
    origins?: OriginMemory;
    event?: Record<string, string>;
  } = {},
) => {
  const { settings } = readSettings({
    ACCOUNT_SID: "AC1",
    AUTH_TOKEN: TOKEN,
    ATTEMPT_TIMEOUT_MS: "300",
    BACKUP_ORIGINS: backups.join(","),
    ...env,
  });
  const budget = startBudget(settings.responseBudgetMs);
  return recover(readRequest(event), {
    settings,
    budget,
    origins,
    tokens: new Map(),
    rest: createRestClient(settings.twilio),
    isPrivateAddress,
  });
};

describe("recover", () => {
  it("relays the first backup that answers, and asks no further", async () => {
    const one = await startBackup(HELLO, TOKEN);
    const two = await startBackup(HELLO, TOKEN);
    expect(await recoverAt([one.url, two.url])).toEqual({
      twiml: "<Response><Say>Hello</Say></Response>",
      outcome: {
        outcome: "recovered",
        recoveredBy: one.url,
        attempts: [
          {
            origin: one.url,
            result: "twiml",
            status: 200,
            ms: expect.any(Number) as number,
          },
        ],
      },
    });
    expect(two.asked).toEqual([]);
    await Promise.all([one.stop(), two.stop()]);
  });

  it("goes on to the next where one fails, never hedging", async () => {
    const hanging = await startMisbehavingServer("hangs after the connection");
    const healthy = await startBackup(HELLO, TOKEN);
    const dead = await refusingUrl();
    const { outcome } = await recoverAt([dead, hanging.url, healthy.url]);
    expect(outcome).toMatchObject({
      outcome: "recovered",
      recoveredBy: healthy.url,
      attempts: [
        { origin: dead, result: "unreachable", status: null },
        { origin: hanging.url, result: "timeout", status: null },
        { origin: healthy.url, result: "twiml", status: 200 },
      ],
    });
    await Promise.all([hanging.stop(), healthy.stop()]);
  });

  it("asks ErrorUrl itself first where the settings say so", async () => {
    const primary = await startBackup(HELLO, TOKEN);
    const { outcome } = await recoverAt([await refusingUrl()], {
      env: { RETRY_FAILED_URL: "true" },
      event: { ...EVENT, ErrorUrl: `${primary.url}/index` },
    });
    expect(outcome).toMatchObject({ recoveredBy: primary.url });
    expect(primary.asked).toMatchObject([{ path: "/index", isValid: true }]);
    await primary.stop();
  });

  it("does not starve the last backup, and leaves the journal its share", async () => {
    const hanging = await Promise.all(
      [1, 2, 3].map(() => startMisbehavingServer("hangs after the connection")),
    );
    const healthy = await startBackup(HELLO, TOKEN);
    const waited = await waitedMs(async () => {
      const { outcome } = await recoverAt(
        [...hanging.map(({ url }) => url), healthy.url],
        { env: { RESPONSE_BUDGET_MS: "1500", ATTEMPT_TIMEOUT_MS: "8000" } },
      );
      expect(outcome).toMatchObject({ recoveredBy: healthy.url });
    });
    expect(waited).toBeLessThan(1000);
    await Promise.all([...hanging, healthy].map((server) => server.stop()));
  });

  it("asks nobody in a rehearsal, but where it says so", async () => {
    const backup = await startBackup(HELLO, TOKEN);
    const rehearse = (FallbackRehearsal: string) =>
      recoverAt([backup.url], { event: { ...EVENT, FallbackRehearsal } });
    expect(await rehearse("")).toEqual({
      twiml: null,
      outcome: { outcome: "apologized", attempts: [] },
    });
    expect(backup.asked).toEqual([]);
    expect((await rehearse("backups")).twiml).not.toBeNull();
    await backup.stop();
  });

  it("asks nobody without a usable ErrorUrl", async () => {
    const backup = await startBackup(HELLO, TOKEN);
    for (const ErrorUrl of ["", "nonsense", "ftp://www.example.com/"])
      await recoverAt([backup.url], { event: { ...EVENT, ErrorUrl } });
    expect(backup.asked).toEqual([]);
    await backup.stop();
  });
});

describe("recovery's memory", () => {
  it("skips an origin that failed twice in a row, and probes it after 30 s", async () => {
    const dead = await refusingUrl();
    const healthy = await startBackup(HELLO, TOKEN);
    const origins: OriginMemory = new Map();
    const askedOrigins = async () => {
      const { outcome } = await recoverAt([dead, healthy.url], { origins });
      return outcome.attempts.map(({ origin }) => origin);
    };
    expect(await askedOrigins()).toEqual([dead, healthy.url]);
    expect(await askedOrigins()).toEqual([dead, healthy.url]);
    expect(await askedOrigins()).toEqual([healthy.url]);
    const breaker = origins.get(dead);
    expect(breaker?.cooldownMs).toBe(30_000);
    if (breaker) breaker.openedAt -= 30_000;
    expect(await askedOrigins()).toEqual([dead, healthy.url]);
    expect(await askedOrigins()).toEqual([healthy.url]);
    await healthy.stop();
  });

  it("ends the row at any other outcome", async () => {
    // A 404 to a POST is asked once more.
    const statuses = [502, 404, 404, 502, 200, 502];
    const backup = await startBackup((_, response) => {
      response.writeHead(statuses.shift() ?? 200).end("no TwiML");
    }, TOKEN);
    const origins: OriginMemory = new Map();
    for (let i = 0; i < 5; i++) await recoverAt([backup.url], { origins });
    expect(backup.asked).toHaveLength(6);
    expect(origins.get(backup.url)?.failuresInARow).toBe(1);
    await backup.stop();
  });

  it("remembers no more origins than could ever be set up", async () => {
    const origins: OriginMemory = new Map();
    for (let n = 0; n < 150; n++)
      await recoverAt([], {
        origins,
        env: { RETRY_FAILED_URL: "true" },
        event: { ...EVENT, ErrorUrl: `http://127.0.0.1:${n + 1}/` },
      });
    expect(origins.size).toBe(100);
    expect([...origins.keys()].at(-1)).toBe("http://127.0.0.1:150");
  });

  it.each([
    [500, 0],
    [501, 0],
    [502, 1],
    [503, 1],
    [504, 1],
    [505, 0],
    [429, 0],
  ])(
    "takes a %d for the server's own fault %d times",
    async (status, faults) => {
      const backup = await startBackup((_, response) => {
        response.writeHead(status).end();
      }, TOKEN);
      const origins: OriginMemory = new Map();
      await recoverAt([backup.url], { origins });
      expect(origins.get(backup.url)?.failuresInARow).toBe(faults);
      await backup.stop();
    },
  );

  it("is neither read nor written by a rehearsal", async () => {
    const dead = await refusingUrl();
    const origins: OriginMemory = new Map();
    const rehearsal = { ...EVENT, FallbackRehearsal: "backups" };
    for (let n = 0; n < 3; n++)
      await recoverAt([dead], { origins, event: rehearsal });
    expect(origins.size).toBe(0);
    for (let n = 0; n < 3; n++) await recoverAt([dead], { origins });
    expect((await recoverAt([dead], { origins })).outcome.attempts).toEqual([]);
    const { outcome } = await recoverAt([dead], { origins, event: rehearsal });
    expect(outcome.attempts).toMatchObject([{ result: "unreachable" }]);
  });
});

describe("a message that a backup took", () => {
  const MESSAGE = { ...EVENT, CallSid: "", MessageSid: "SM1" };
  const json =
    (status: number): Handler =>
    (_, response) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end("{}");
    };
  const large: Handler = (_, response) => {
    response.writeHead(200).end("x".repeat(100_000));
  };
  const late: Handler = (_, response) => {
    response.writeHead(200, { "Content-Length": 10 }).write("<");
  };
  const cut: Handler = (_, response) => {
    response.writeHead(200, { "Content-Length": 10 }).write("<");
    setTimeout(() => response.destroy(), 20);
  };
  const none: Handler = (_, response) => {
    response.writeHead(204).end();
  };

  it.each<[string, Handler, string]>([
    ["is JSON", json(200), "not-twiml"],
    ["is JSON, of a 202", json(202), "not-twiml"],
    ["is too large", large, "too-large"],
    ["does not come in time", late, "timeout"],
    ["breaks off", cut, "unreachable"],
    ["is none", none, "empty"],
  ])(
    "is given to no other, also where the answer %s",
    async (_, handle, result) => {
      const one = await startBackup(handle, TOKEN);
      const two = await startBackup(HELLO, TOKEN);
      const asked = (event: Record<string, string>) =>
        recoverAt([one.url, two.url], { event });
      const { outcome, twiml } = await asked(MESSAGE);
      expect(outcome.attempts).toMatchObject([{ origin: one.url, result }]);
      expect(two.asked).toEqual([]);
      expect(twiml).toBe(result === "empty" ? "<Response/>" : null);
      expect((await asked(EVENT)).outcome).toMatchObject({
        recoveredBy: two.url,
      });
      await Promise.all([one.stop(), two.stop()]);
    },
  );

  it("is given to the next where the answer is no 2xx", async () => {
    const one = await startBackup(json(500), TOKEN);
    const two = await startBackup(HELLO, TOKEN);
    const { outcome } = await recoverAt([one.url, two.url], { event: MESSAGE });
    expect(outcome).toMatchObject({ recoveredBy: two.url });
    await Promise.all([one.stop(), two.stop()]);
  });
});
