import { readNewest } from "../../src/journal/read-newest";
import { journalBreaker, syncJournal } from "../../src/journal/sync-journal";
import { createRestClient } from "../../src/twilio/rest";
import { accessTo, withEmulator } from "../support/servers/emulator";
import { someRecord } from "../support/samples/records";
import { PLAIN_WAYS } from "../support/servers/ways-to-fail";
import { startBudget } from "../../src/resilience/budget";
import { waitedMs } from "../support/runtime/waited";

const SETTINGS = {
  syncServiceSid: "default",
  journalShards: 3,
  journalTtlDays: 1,
};

function read(emulator: Parameters<typeof accessTo>[0], timeoutMs = 5000) {
  const rest = createRestClient(accessTo(emulator));
  if (rest === null) throw new Error("no credentials");
  const { signal } = new AbortController();
  return { rest, newest: () => readNewest(SETTINGS, rest, timeoutMs, signal) };
}

describe("readNewest", () => {
  it("reads the newest hundred of each shard, newest first, and says if there are more", () =>
    withEmulator(async (emulator) => {
      const { rest, newest } = read(emulator);
      expect(await newest()).toEqual(
        Array.from({ length: 3 }, () => ({ records: [], hasMore: false })),
      );
      const write = syncJournal(
        { ...SETTINGS, journalShards: 1 },
        rest,
        journalBreaker(),
      );
      const records = Array.from({ length: 101 }, someRecord);
      for (const record of records) await write(record, startBudget(5000));
      const [first, ...others] = (await newest()) ?? [];
      expect(first).toEqual({
        records: records.slice(1).toReversed(),
        hasMore: true,
      });
      expect(others).toHaveLength(2);
    }));

  it("leaves out what this service did not write", () =>
    withEmulator(async (emulator) => {
      const { rest, newest } = read(emulator);
      const lists = "/v1/Services/default/Lists";
      const name = "fallback-journal-0";
      await rest.post("sync", lists, { UniqueName: name }, 1000);
      for (const data of [{}, { v: 2 }, { v: 1, at: "noon" }, [null]])
        await rest.post(
          "sync",
          `${lists}/${name}/Items`,
          { Data: JSON.stringify(data) },
          1000,
        );
      expect((await newest())?.[0]?.records).toEqual([]);
    }));

  it.each(
    PLAIN_WAYS.filter(({ name }) => name !== "answers 404 to everything"),
  )("is null, in time, where Sync $name", async ({ start }) => {
    const sync = await start();
    const account = { accountSid: "AC1", authToken: "token" };
    const { newest } = read({ ...account, url: sync.url }, 200);
    const waited = await waitedMs(async () => {
      expect(await newest()).toBeNull();
    });
    expect(waited).toBeLessThan(1000);
    await sync.stop();
  });
});
