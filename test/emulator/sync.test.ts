import { rateLimit } from "../../src/emulator/rest/rate-limit";
import type { TwilioEmulator } from "../../src/emulator/twilio-emulator";
import { sdkTo, withEmulator } from "../support/servers/emulator";

const sdk = (emulator: TwilioEmulator) =>
  sdkTo(emulator).sync.v1.services("default");

describe("the emulated Sync, asked by Twilio's SDK", () => {
  it("creates a List, adds items and pages through them, newest first", () =>
    withEmulator(async (emulator) => {
      const sync = sdk(emulator);
      await sync.syncLists.create({ uniqueName: "calls" });
      for (let n = 0; n < 5; n++)
        await sync.syncLists("calls").syncListItems.create({ data: { n } });
      const items = await sync
        .syncLists("calls")
        .syncListItems.list({ order: "desc", pageSize: 2 });
      expect(items.map(({ data }) => data as unknown)).toEqual(
        [4, 3, 2, 1, 0].map((n) => ({ n })),
      );
    }));

  it("creates, fetches and deletes a Document", () =>
    withEmulator(async (emulator) => {
      const { documents } = sdk(emulator);
      const { sid } = await documents.create({
        uniqueName: "claim",
        data: { a: 1 },
        ttl: 60,
      });
      const fetched = await documents("claim").fetch();
      expect(fetched).toMatchObject({ sid, data: { a: 1 } });
      await documents(sid).remove();
      await expect(documents("claim").fetch()).rejects.toMatchObject({
        status: 404,
        code: 20404,
      });
    }));

  it("refuses as Twilio does", () =>
    withEmulator(
      async (emulator) => {
        const { syncLists } = sdk(emulator);
        const list = () => syncLists("a").syncListItems;
        const add = (data: unknown, itemTtl?: number) =>
          list().create({ data, ...(itemTtl !== undefined && { itemTtl }) });
        const refusal = (status: number, code: number) =>
          expect.objectContaining({ status, code }) as unknown;

        await expect(add({})).rejects.toEqual(refusal(404, 20404));
        await syncLists.create({ uniqueName: "a" });
        await expect(syncLists.create({ uniqueName: "a" })).rejects.toEqual(
          refusal(409, 54301),
        );
        await expect(
          syncLists.create({ uniqueName: `ES${"0".repeat(32)}` }),
        ).rejects.toEqual(refusal(400, 54302));
        await expect(add({ x: "x".repeat(16_384) })).rejects.toEqual(
          refusal(413, 54006),
        );
        for (const ttl of [0, 31_536_001])
          await expect(add({}, ttl)).rejects.toEqual(refusal(400, 54011));
        await add({});
        await add({});
        await expect(add({})).rejects.toEqual(refusal(429, 54009));
      },
      { syncRate: { perSecond: 0.001, burstSeconds: 2000 } },
    ));

  it("forgets what has expired", () =>
    withEmulator(async (emulator) => {
      const { syncLists } = sdk(emulator);
      await syncLists.create({ uniqueName: "a" });
      await syncLists("a").syncListItems.create({ data: {}, itemTtl: 1 });
      const now = Date.now();
      const clock = jest.spyOn(Date, "now").mockReturnValue(now + 1001);
      expect(emulator.sync.items("a")).toEqual([]);
      clock.mockRestore();
    }));

  it("answers a call that it does not know with 404, and remembers it", async () => {
    await expect(
      withEmulator(async (emulator) => {
        await sdk(emulator)
          .syncMaps.list()
          .catch(() => undefined);
      }),
    ).rejects.toThrow("GET /sync/v1/Services/default/Maps");
  });

  it("asks for the account's credentials", () =>
    withEmulator(async (emulator) => {
      const { syncLists } = sdk({ ...emulator, authToken: "wrong" });
      await expect(syncLists("a").fetch()).rejects.toMatchObject({
        status: 401,
        code: 20003,
      });
    }));
});

describe("rateLimit", () => {
  it("saves up a burst, and fills again at its rate", () => {
    let now = 0;
    const { take } = rateLimit({ perSecond: 20, burstSeconds: 2 }, () => now);
    const taken = () => Array.from({ length: 100 }, take).filter(Boolean);
    expect(taken()).toHaveLength(40);
    now = 500;
    expect(taken()).toHaveLength(10);
  });
});
