import { readPage } from "../../src/journal/read-page";
import { createRestClient } from "../../src/twilio/rest";
import { accessTo } from "../support/servers/emulator";
import { someRecord } from "../support/samples/records";
import { goodAnswer, startRawServer } from "../support/servers/raw-server";

/** Reads a page of a Sync that answers with this JSON. */
async function pageOf(json: string) {
  const sync = await startRawServer();
  sync.answer = () => goodAnswer(200, json, "application/json");
  const rest = createRestClient(
    accessTo({
      url: `http://${sync.host}`,
      accountSid: "AC1",
      authToken: "token",
    }),
  );
  try {
    return rest && (await readPage(rest, "/", 5000));
  } finally {
    await sync.stop();
  }
}

describe("readPage", () => {
  it("leaves out items that are none", async () => {
    const record = someRecord();
    const items = [null, 1, [], {}, { data: null }, { data: record }];
    const page = { items, meta: { next_page_url: null } };
    expect(await pageOf(JSON.stringify(page))).toEqual({
      records: [record],
      next: null,
    });
  });

  it.each([
    ["https://sync.example.com/v1/x?PageToken=1", "/v1/x?PageToken=1"],
    ["https://sync.example.com//evil/x", "//evil/x"],
    ["x:@evil.example.com/", null],
    ["x:.evil.example.com/", null],
    ["x::99999999", null],
    ["/v1/x", null],
    [1, null],
  ])("goes on from %j at %j, never at another host", async (url, next) => {
    const page = { items: [], meta: { next_page_url: url } };
    expect(await pageOf(JSON.stringify(page))).toEqual({ records: [], next });
  });

  it.each(["", "null", "{}", '{"items":{},"meta":{}}', '{"items":[]}'])(
    "cannot be done with %j",
    async (json) => {
      expect(await pageOf(json)).toEqual({
        trouble: "Sync's answer was no page",
      });
    },
  );
});
