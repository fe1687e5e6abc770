import fc from "fast-check";
import type { InvokeInProcess } from "../../src/emulator/runtime";
import { tally } from "../../src/alerts/tally";
import { feedText } from "../../src/cli/incidents/feed-text";
import { readFeed } from "../../src/dashboard/client/feed";
import { judge } from "../../src/dashboard/judge";
import { describeTimeline } from "../../src/dashboard/timeline/describe-timeline";
import type { Feed } from "../../src/incidents/feed";
import { createRestClient } from "../../src/twilio/rest";
import { readPage } from "../../src/journal/read-page";
import { readSettings } from "../../src/invocation/read-settings";
import { builtFunction } from "../support/runtime/built-function";
import {
  foreignItem,
  itemsJson,
  ownRecord,
} from "../support/arbitraries/foreign-item-arbitrary";
import { fuzz } from "../support/arbitraries/fuzz";
import {
  goodAnswer,
  startRawServer,
  type RawServer,
} from "../support/servers/raw-server";

const TOKEN = "0123456789abcdef";
const EVENT = { request: { headers: { authorization: `Bearer ${TOKEN}` } } };
const TIMEOUT_MS = 5000;

/** A page of the journal. */
interface Page {
  readonly own: readonly unknown[];
  /** Where items of others stand among ours. */
  readonly foreign: readonly (readonly [at: number, item: unknown])[];
}

/** Made once, so that a seed means the same cases. */
const NOW = Date.now();

const page: fc.Arbitrary<Page> = fc.record({
  own: fc.array(ownRecord(NOW), { minLength: 1, maxLength: 4 }),
  foreign: fc.array(fc.tuple(fc.nat(4), foreignItem(NOW)), {
    minLength: 1,
    maxLength: 3,
  }),
});

/** What Sync answers. */
const bodyOf = ({ own, foreign }: Page): string => {
  const items: unknown[] = own.map((data) => ({ data }));
  for (const [at, item] of foreign) items.splice(at, 0, item);
  return `{"items":${itemsJson(items)},"meta":{"next_page_url":null}}`;
};

describe("items of the List that nobody here wrote", () => {
  let sync: RawServer;
  let incidents: InvokeInProcess;
  let body = "";
  beforeAll(async () => {
    incidents = builtFunction("incidents")();
    sync = await startRawServer();
    sync.answer = () => goodAnswer(200, body, "application/json");
  });
  afterAll(() => sync.stop());

  const settings = () => ({
    ACCOUNT_SID: "AC1",
    AUTH_TOKEN: "token",
    TWILIO_EMULATOR_URL: `http://${sync.host}`,
    DASHBOARD_TOKEN: TOKEN,
    JOURNAL_SHARDS: "1",
  });
  const feedWith = async (page: Page): Promise<Feed> => {
    body = bodyOf(page);
    const { reply } = await incidents(settings(), EVENT);
    expect(reply.status).toBe(200);
    return JSON.parse(reply.body) as Feed;
  };

  fuzz(
    "change nothing in what /incidents, the terminal and the page tell",
    700,
    page,
    async (page) => {
      const feed = await feedWith(page);
      const { incidents, failures } = await feedWith({ ...page, foreign: [] });
      expect(feed).toMatchObject({ incidents, failures, truncated: false });
      expect(feedText(feed, 80)).toContain("failure");
      const seen = readFeed(feed);
      expect(incidents).toMatchObject(seen?.incidents ?? []);
      expect(seen?.failures).toMatchObject(
        failures.map(({ at, sid, from, to, errorUrl, outcome, attempts }) => ({
          at,
          sid,
          from,
          to,
          errorUrl,
          outcome,
          attempts,
        })),
      );
      if (seen === null) return;
      judge({ feed: seen, now: NOW, ageMs: 0 });
      for (const { timeline } of seen.incidents)
        describeTimeline(timeline, NOW);
    },
  );

  fuzz("change nothing in what an alert counts", 2000, page, async (page) => {
    const count = async (page: Page) => {
      body = bodyOf(page);
      const { twilio } = readSettings(settings()).settings;
      const rest = createRestClient(twilio);
      const read = rest && (await readPage(rest, "/", TIMEOUT_MS));
      const records = read && "records" in read ? read.records : [];
      const [first] = records;
      return first && tally([{ records, hasMore: false }], first, 9e6);
    };
    expect(await count(page)).toEqual(await count({ ...page, foreign: [] }));
  });
});
