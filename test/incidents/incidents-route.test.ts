import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { nameAudience } from "../../src/alerts/audience";
import type { IncidentItem } from "../../src/alerts/incident-item";
import { writeIncident } from "../../src/alerts/incident-map";
import { recordKey } from "../../src/journal/incident-key";
import { incidentsRoute } from "../../src/incidents/incidents-route";
import { replyAlways } from "../../src/invocation/reply-always";
import { coldMemory } from "../../src/invocation/start-invocation";
import { createRestClient } from "../../src/twilio/rest";
import { journalBreaker, syncJournal } from "../../src/journal/sync-journal";
import { accessTo, withEmulator } from "../support/servers/emulator";
import {
  refusingUrl,
  startMisbehavingServer,
} from "../support/servers/misbehaving-server";
import { someRecord } from "../support/samples/records";
import { startBudget } from "../../src/resilience/budget";

const TOKEN = "0123456789abcdef";
const HOUR_MS = 3_600_000;
const FAST = { perSecond: 10_000, burstSeconds: 10 };

type Emulator = Parameters<typeof accessTo>[0];

const contextFor = ({ url, accountSid, authToken }: Emulator) => ({
  ACCOUNT_SID: accountSid,
  AUTH_TOKEN: authToken,
  TWILIO_EMULATOR_URL: url,
  DASHBOARD_TOKEN: TOKEN,
});

const asking = (authorization?: string, hours?: unknown) => ({
  request: { headers: authorization ? { authorization } : {} },
  ...(hours !== undefined && { hours }),
});
const AUTHORIZED = asking(`Bearer ${TOKEN}`);

const writerTo = (emulator: Emulator, journalShards = 10) =>
  syncJournal(
    { syncServiceSid: "default", journalShards, journalTtlDays: 30 },
    createRestClient(accessTo(emulator)),
    journalBreaker(),
  );

const ask = async (
  context: Readonly<Record<string, unknown>>,
  event: unknown,
) => {
  const reply = await replyAlways(incidentsRoute, context, event, coldMemory());
  expect(reply.headers).toEqual({
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  return { status: reply.status, body: reply.body };
};

afterEach(() => jest.restoreAllMocks());

describe("/incidents", () => {
  it("tells the incidents and the newest failures of the last hours", () =>
    withEmulator(async (emulator) => {
      const write = writerTo(emulator);
      const old = {
        ...someRecord(),
        at: new Date(Date.now() - 25 * HOUR_MS).toISOString(),
      };
      const rehearsal = { ...someRecord(), rehearsal: true as const };
      const records = [old, rehearsal, someRecord(), someRecord()];
      for (const record of records) await write(record, startBudget(5000));

      const { status, body } = await ask(contextFor(emulator), AUTHORIZED);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        hours: 24,
        truncated: false,
        incidents: [{ count: 2, apologized: 2, state: "open" }],
      });
      expect(body).toHaveProperty("failures.length", 3);
      const wide = await ask(
        contextFor(emulator),
        asking(`bearer ${TOKEN}`, "26"),
      );
      expect(wide.body).toHaveProperty("failures.length", 4);
    }));

  it("reads 10,000 records over 10 shards within its target", () =>
    withEmulator(
      async (emulator) => {
        const write = writerTo(emulator);
        for (let i = 0; i < 100; i++)
          await Promise.all(
            Array.from({ length: 100 }, () =>
              write(someRecord(), startBudget(5000)),
            ),
          );
        const { body } = await ask(contextFor(emulator), AUTHORIZED);
        expect(body).toMatchObject({
          truncated: false,
          incidents: [{ count: 10_000 }],
        });
        expect(body).toHaveProperty("failures.length", 100);
      },
      { syncRate: FAST },
    ));

  it("says that something may be missing where a shard cannot be read to its end", () =>
    withEmulator(
      async (emulator) => {
        const write = writerTo(emulator, 1);
        for (let i = 0; i < 250; i++)
          await write(someRecord(), startBudget(5000));
        const context = { ...contextFor(emulator), JOURNAL_SHARDS: "1" };
        const { status, body } = await ask(context, AUTHORIZED);
        expect(status).toBe(200);
        expect(body).toMatchObject({ truncated: true });
        expect(body).toHaveProperty("incidents.0.count", 200);
      },
      // Enough to write 250 records, and to read two pages: the third is refused.
      {
        syncRate: FAST,
        syncReadRate: { perSecond: 0.001, burstSeconds: 2000 },
      },
    ));

  it("tells nobody a word without the token, in the header alone", () =>
    withEmulator(async (emulator) => {
      await writerTo(emulator)(someRecord(), startBudget(5000));
      const context = contextFor(emulator);
      for (const event of [
        {},
        null,
        asking(),
        asking(TOKEN),
        asking("Bearer "),
        asking(`Bearer ${TOKEN}x`),
        asking(`Basic ${TOKEN}`),
        { ...asking(), token: TOKEN, authorization: `Bearer ${TOKEN}` },
        { ...asking(undefined, "nonsense") },
      ]) {
        const reply = await ask(context, event);
        expect(reply.status).toBe(401);
        expect(JSON.stringify(reply)).not.toContain("CA");
      }
      const off = { ...context, DASHBOARD_TOKEN: "" };
      expect((await ask(off, AUTHORIZED)).status).toBe(404);
      jest.spyOn(console, "warn").mockReturnValue();
      const short = { ...context, DASHBOARD_TOKEN: "short" };
      expect((await ask(short, asking("Bearer short"))).status).toBe(404);
    }));

  it("says in so many words why the journal cannot be read", async () => {
    const account = { accountSid: "AC1", authToken: "token" };
    const { body } = await ask(
      contextFor({ url: await refusingUrl(), ...account }),
      AUTHORIZED,
    );
    expect(body).toEqual({
      reason:
        "the journal could not be read: Sync is unreachable: ECONNREFUSED",
    });
  });

  it("tells of one incident by its id, and nothing of one that nobody knows", () =>
    withEmulator(async (emulator) => {
      const write = writerTo(emulator);
      for (const errorCode of [11200, 12100])
        await write(someRecord({ errorCode }), startBudget(5000));
      const all = await ask(contextFor(emulator), AUTHORIZED);
      const { incidents } = all.body as { incidents: { id: string }[] };
      const [{ id } = { id: "" }] = incidents;
      const one = { ...AUTHORIZED, incident: id };
      expect((await ask(contextFor(emulator), one)).body).toMatchObject({
        incidents: [{ id }],
        failures: [{ v: 1 }],
      });
      for (const incident of ["x", ["x"], { x: 1 }])
        expect(
          (await ask(contextFor(emulator), { ...AUTHORIZED, incident })).body,
        ).toMatchObject({ incidents: [], failures: [] });
    }));

  it("says of an incident that it was told, and that it is over", () =>
    withEmulator(async (emulator) => {
      const at = new Date(Date.now() - 2 * HOUR_MS).toISOString();
      const record = { ...someRecord(), at };
      await writerTo(emulator)(record, startBudget(5000));
      const rest = createRestClient(accessTo(emulator));
      if (rest === null) throw new Error("no credentials");
      const now = new Date().toISOString();
      const item: IncidentItem = {
        origin: "https://www.example.com",
        errorClass: "http-error",
        openedAt: at,
        lastAt: at,
        severity: "critical",
        hasCalls: true,
        toldAt: now,
        told: [],
        resolvedAt: now,
      };
      const audience = nameAudience([]);
      const map = { syncServiceSid: "default", audience, rest };
      const key = recordKey(record);
      await writeIncident(map, key, item, null, startBudget(5000));
      const { body } = await ask(contextFor(emulator), AUTHORIZED);
      expect(body).toMatchObject({
        incidents: [{ key, state: "resolved", toldAt: now, resolvedAt: now }],
      });
    }));

  it("takes a page that is gone for unread, and not for the end", async () => {
    const records = [someRecord()];
    const next_page_url = "https://sync.twilio.com/v1/older";
    const sync = createServer((request, response) => {
      const isGone = request.url?.includes("older") ?? false;
      response.writeHead(isGone ? 404 : 200).end(
        JSON.stringify({
          items: records.map((data) => ({ data })),
          meta: { next_page_url },
        }),
      );
    });
    await new Promise<void>((resolve) => sync.listen(0, "127.0.0.1", resolve));
    const { port } = sync.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}`;
    const { status, body } = await ask(
      contextFor({ url, accountSid: "AC1", authToken: "token" }),
      AUTHORIZED,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ truncated: true, incidents: [{ count: 1 }] });
    await new Promise((resolve) => sync.close(resolve));
  });

  it("names a bad setting in the log, as a token that is too short", async () => {
    const warn = jest.spyOn(console, "warn").mockReturnValue();
    await ask({ DASHBOARD_TOKEN: "short" }, AUTHORIZED);
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^Bad setting DASHBOARD_TOKEN: expected/)],
    ]);
  });

  it.each(["0", "721", "-1", "1.5", "x", ["1", "2"], {}])(
    "refuses hours=%j",
    (hours) =>
      withEmulator(async (emulator) => {
        const event = asking(`Bearer ${TOKEN}`, hours);
        const reply = await ask(contextFor(emulator), event);
        expect(reply).toEqual({
          status: 400,
          body: { reason: "hours: expected a whole number from 1 to 720" },
        });
      }),
  );

  it("says that Sync cannot be read, and does not wait for ever", async () => {
    const account = { accountSid: "AC1", authToken: "token" };
    const hanging = await startMisbehavingServer("hangs after the connection");
    const startedAt = performance.now();
    const replies = await Promise.all(
      [hanging.url, await refusingUrl()].map((url) =>
        ask(contextFor({ url, ...account }), AUTHORIZED),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual([503, 503]);
    expect(performance.now() - startedAt).toBeLessThan(9000);
    const none = await ask({ DASHBOARD_TOKEN: TOKEN }, AUTHORIZED);
    expect(none.status).toBe(503);
    await hanging.stop();
  });
});
