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

  it("lists the Documents that there are, page by page", () =>
    withEmulator(async (emulator) => {
      const { documents } = sdk(emulator);
      const names = ["a", "b", "c", "d", "e"];
      for (const uniqueName of names) await documents.create({ uniqueName });
      await documents("b").remove();
      const listed = await documents.list({ pageSize: 2 });
      expect(listed.map(({ uniqueName }) => uniqueName).sort()).toEqual(
        names.filter((name) => name !== "b"),
      );
    }));

  it("changes a Document, and when it ends", () =>
    withEmulator(async (emulator) => {
      const { documents } = sdk(emulator);
      await documents.create({ uniqueName: "claim", data: { a: 1 }, ttl: 600 });
      const changed = await documents("claim").update({ ttl: 1 });
      expect(changed).toMatchObject({ data: { a: 1 }, revision: "1" });
      const now = Date.now();
      const clock = jest.spyOn(Date, "now").mockReturnValue(now + 1001);
      expect(emulator.sync.documentNames()).toEqual([]);
      clock.mockRestore();
    }));

  it("holds one item a key in a Map, which one of two changes", () =>
    withEmulator(async (emulator) => {
      const { syncMaps } = sdk(emulator);
      const items = () => syncMaps("told").syncMapItems;
      const refusal = (status: number, code: number) =>
        expect.objectContaining({ status, code }) as unknown;

      await expect(
        items().create({ key: "a", data: { n: 1 } }),
      ).rejects.toEqual(refusal(404, 20404));
      await syncMaps.create({ uniqueName: "told" });
      await items().create({ key: "b", data: { n: 1 } });
      await items().create({ key: "a", data: { n: 1 }, itemTtl: 60 });
      await expect(
        items().create({ key: "a", data: { n: 2 } }),
      ).rejects.toEqual(refusal(409, 54208));

      const { revision } = await syncMaps("told").syncMapItems("a").fetch();
      const change = (n: number) =>
        syncMaps("told")
          .syncMapItems("a")
          .update({ data: { n }, ifMatch: revision });
      expect(await change(2)).toMatchObject({ key: "a", data: { n: 2 } });
      await expect(change(3)).rejects.toEqual(refusal(412, 54205));

      const listed = await items().list({ pageSize: 1 });
      expect(listed.map(({ key, data }) => [key, data as unknown])).toEqual([
        ["a", { n: 2 }],
        ["b", { n: 1 }],
      ]);
      expect(emulator.sync.mapItems("told")).toEqual({
        a: { n: 2 },
        b: { n: 1 },
      });
      await syncMaps("told").syncMapItems("b").remove();
      await expect(syncMaps("told").syncMapItems("b").fetch()).rejects.toEqual(
        refusal(404, 20404),
      );
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
          .syncStreams.list()
          .catch(() => undefined);
      }),
    ).rejects.toThrow("GET /sync/v1/Services/default/Streams");
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
