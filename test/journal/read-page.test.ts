import { readPage } from "../../src/journal/read-page";
import type { RestClient } from "../../src/twilio/rest";
import { someRecord } from "../support/records";

/** Reads the one page that Sync answers with. */
function read(items: unknown[], next_page_url: unknown = null) {
  const body = Buffer.from(
    JSON.stringify({
      items: items.map((data) => ({ data })),
      meta: { next_page_url },
    }),
  );
  const rest = {
    get: () =>
      Promise.resolve({ kind: "response", status: 200, headers: {}, body }),
  } as unknown as RestClient;
  return readPage(rest, "/v1/any", 1000);
}

describe("readPage", () => {
  it.each([
    ["https://sync.twilio.com/v1/x?Page=1", "/v1/x?Page=1"],
    ["https://evil.example/v1/x?Page=1", "/v1/x?Page=1"],
    ["x:@evil.example/v1/x", null],
    ["x:.evil.example/v1/x", null],
    ["/v1/x", null],
    [{}, null],
    [null, null],
  ])("follows the next page %j by its path alone", async (next, path) => {
    expect(await read([], next)).toEqual({ records: [], next: path });
  });

  it("takes no record whose error code is not Twilio's", async () => {
    const record = someRecord();
    const hostile = { ...record, errorCode: "\u001B]0;owned\u0007" };
    const none = { ...record, errorCode: null };
    expect(await read([hostile, none, record])).toMatchObject({
      records: [none, record],
    });
  });
});
