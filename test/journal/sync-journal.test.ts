import { setTimeout as sleep } from "node:timers/promises";
import {
  journalBreaker,
  syncJournal,
  type JournalEntry,
} from "../../src/journal/sync-journal";
import { createRestClient } from "../../src/twilio/rest";
import { accessTo, recordsIn, withEmulator } from "../support/servers/emulator";
import { startMisbehavingServer } from "../support/servers/misbehaving-server";
import { someRecord } from "../support/samples/records";
import { PLAIN_WAYS } from "../support/servers/ways-to-fail";
import { startBudget } from "../../src/resilience/budget";
import { waitedMs } from "../support/runtime/waited";

const SETTINGS = {
  syncServiceSid: "default",
  journalShards: 10,
  journalTtlDays: 30,
};
const ACCOUNT = { accountSid: "AC1", authToken: "token" };

/** Two writes a List, two Lists, and no more. */
const TWO_EACH = { perSecond: 0.001, burstSeconds: 2000 };

const journalAt = (
  access: Parameters<typeof accessTo>[0],
  settings: Partial<typeof SETTINGS> = {},
  memory = journalBreaker(),
) =>
  syncJournal(
    { ...SETTINGS, ...settings },
    createRestClient(accessTo(access)),
    memory,
  );

describe("the journal in Sync", () => {
  it("creates a missing List and writes the record there, once", () =>
    withEmulator(async (emulator) => {
      const write = journalAt(emulator);
      const record = someRecord();
      expect(await write(record, startBudget(5000))).toEqual({
        journaled: true,
      });
      expect(recordsIn(emulator)).toEqual([record]);
      expect(emulator.sync.listNames()).toEqual([
        expect.stringMatching(/^fallback-journal-\d$/),
      ]);
    }));

  it("takes a List that another created meanwhile for created", () =>
    withEmulator(async (emulator) => {
      const write = journalAt(emulator, { journalShards: 1 });
      const entries = await Promise.all(
        Array.from({ length: 10 }, () =>
          write(someRecord(), startBudget(5000)),
        ),
      );
      expect(entries).toEqual(entries.map(() => ({ journaled: true })));
      expect(recordsIn(emulator)).toHaveLength(10);
    }));

  it("lets its records expire after JOURNAL_TTL_DAYS", () =>
    withEmulator(async (emulator) => {
      await journalAt(emulator, { journalTtlDays: 2 })(
        someRecord(),
        startBudget(5000),
      );
      const [list = ""] = emulator.sync.listNames();
      const response = await fetch(
        `${emulator.url}/sync/v1/Services/default/Lists/${list}/Items`,
        {
          headers: {
            Authorization: `Basic ${btoa(`${emulator.accountSid}:${emulator.authToken}`)}`,
          },
        },
      );
      const page = (await response.json()) as {
        items: { date_created: string; date_expires: string }[];
      };
      const [item] = page.items;
      expect(
        Date.parse(item?.date_expires ?? "") -
          Date.parse(item?.date_created ?? ""),
      ).toBe(2 * 86_400_000);
    }));

  it("tries one other shard where one is full, and then says so", () =>
    withEmulator(
      async (emulator) => {
        const write = journalAt(emulator, { journalShards: 2 });
        const entries: JournalEntry[] = [];
        for (let i = 0; i < 8; i++)
          entries.push(await write(someRecord(), startBudget(5000)));
        expect(entries.slice(0, 4)).toEqual(
          new Array(4).fill({ journaled: true }),
        );
        expect(entries.slice(4)).toEqual(
          new Array(4).fill({ journaled: false, reason: "Sync answered 429" }),
        );
        expect(recordsIn(emulator)).toHaveLength(4);
      },
      { syncRate: TWO_EACH },
    ));

  it("says why nothing was asked where there are no credentials", async () => {
    const write = syncJournal(SETTINGS, null, journalBreaker());
    expect(await write(someRecord(), startBudget(5000))).toEqual({
      journaled: false,
      reason: "no credentials",
    });
  });

  it.concurrent.each(PLAIN_WAYS)(
    "gives up in 1.5 s, with a reason, on a Sync that $name",
    async ({ start }) => {
      const server = await start();
      const write = journalAt({ url: server.url, ...ACCOUNT });
      const waited = await waitedMs(async () => {
        expect(await write(someRecord(), startBudget(5000))).toEqual({
          journaled: false,
          reason: expect.stringMatching(/^Sync/) as string,
        });
      });
      expect(waited).toBeLessThan(1800);
      await server.stop();
    },
  );

  it("takes no more than its share of the budget", async () => {
    const server = await startMisbehavingServer("hangs after the connection");
    const write = journalAt({ url: server.url, ...ACCOUNT });
    const waited = await waitedMs(() => write(someRecord(), startBudget(250)));
    expect(waited).toBeLessThan(500);
    await server.stop();
  });

  it("asks nothing of a Sync that hung twice, until its pause is over", async () => {
    const server = await startMisbehavingServer("hangs after the connection");
    const memory = journalBreaker();
    const write = journalAt({ url: server.url, ...ACCOUNT }, {}, memory);
    await Promise.all([
      write(someRecord(), startBudget(150)),
      write(someRecord(), startBudget(150)),
    ]);
    expect(await write(someRecord(), startBudget(5000))).toEqual({
      journaled: false,
      reason: "Sync is left alone for 10 s: it did not answer in time",
    });
    expect(server.connections()).toBe(2);
    memory.openedAt -= 10_000;
    await Promise.all([
      write(someRecord(), startBudget(150)),
      write(someRecord(), startBudget(150)),
    ]);
    expect(server.connections()).toBe(3);
    await server.stop();
  });

  it.each([
    { shards: 10, isOverloaded: false },
    { shards: 4, isOverloaded: true },
  ])(
    "loses and doubles nothing at 200 records a second over $shards shards",
    ({ shards, isOverloaded }) =>
      withEmulator(
        async (emulator) => {
          const write = journalAt(emulator, { journalShards: shards });
          const sent: string[] = [];
          const log: string[] = [];
          const writeOne = async () => {
            const record = someRecord();
            sent.push(record.sid ?? "");
            const { journaled } = await write(record, startBudget(5000));
            if (!journaled) log.push(record.sid ?? "");
          };
          const writes: Promise<void>[] = [];
          for (let tick = 0; tick < 60; tick++) {
            for (let i = 0; i < 10; i++) writes.push(writeOne());
            await sleep(50);
          }
          await Promise.all(writes);
          const inSync = recordsIn(emulator).map(
            (record) => (record as { sid: string }).sid,
          );
          expect([...inSync, ...log].sort()).toEqual(sent.sort());
          expect(log.length > 100).toBe(isOverloaded);
        },
        { syncRate: { perSecond: 20, burstSeconds: 1 } },
      ),
  );
});
