import { createHash } from "node:crypto";
import { STRICT_PRIVACY } from "../../src/journal/privacy";
import { journalRecord } from "../../src/journal/record";
import { listsPath, shardOf } from "../../src/journal/shards";
import { SETTING_DEFAULTS } from "../../src/invocation/setting-defaults";
import { runContainer } from "../container";
import type { Bench, Figure } from "../figure";
import { withWorld, type World } from "../world/world";

const RECORDS = 10_000;
const SHARDS = Number(SETTING_DEFAULTS.JOURNAL_SHARDS);
const SPREAD_MS = 20 * 3_600_000;
const MAX_MS = 2000;
const MAX_BYTES = 128 * 1024 * 1024;
const TOKEN = "0123456789abcdef";

/** `/incidents` over a journal of ten thousand records, in a container of its own. */
export async function measureFeed({
  functions,
  roundTripMs,
  say,
}: Bench): Promise<Figure[]> {
  say(`incidents: ${RECORDS} records`);
  const { first, replies, maxRssBytes } = await withWorld((world) => {
    fillJournal(world);
    return runContainer({
      measure: "warm",
      functionPath: functions.incidents,
      env: { ...world.env, DASHBOARD_TOKEN: TOKEN },
      params: { hours: "24" },
      headers: { authorization: `Bearer ${TOKEN}` },
      sidPrefix: "06",
      isFeed: true,
      first: 1,
      calls: 0,
    });
  }, roundTripMs);
  const feed = JSON.parse(replies[0]?.[0] ?? "{}") as {
    truncated?: boolean;
    incidents?: { count: number }[];
  };
  const read = (feed.incidents ?? []).reduce(
    (sum, { count }) => sum + count,
    0,
  );
  const ms = first[0]?.ms ?? NaN;
  const isWhole = feed.truncated === false && read === RECORDS;
  return [
    {
      name: "incidents",
      what: `/incidents over ${RECORDS.toLocaleString("en")} records, cold`,
      target: "under 2 s and 128 MiB",
      measured: `${(ms / 1000).toFixed(2)} s, ${(maxRssBytes / 1024 / 1024).toFixed(0)} MiB${isWhole ? "" : `, but only ${read} records`}`,
      isMet: isWhole && ms < MAX_MS && maxRssBytes < MAX_BYTES,
      values: { ms, maxRssBytes, read },
    },
  ];
}

/** Calls that failed at even times of the last hours, written as `/fallback` writes them. */
function fillJournal({ emulator: { sync } }: World): void {
  const start = Date.now() - SPREAD_MS;
  for (let n = 0; n < RECORDS; n++) {
    const sid = `CA${createHash("md5").update(String(n)).digest("hex")}`;
    const record = journalRecord(
      {
        channel: "voice",
        errorCode: 11200,
        errorUrl: new URL(`https://www${n % 7}.example.com/voice/menu`),
        sid,
        accountSid: null,
        from: "+15550142671",
        to: "+15550001111",
        subject: null,
        origin: `https://www${n % 7}.example.com`,
        direction: "inbound",
        ours: "to",
        person: "+15550142671",
        rehearsal: false,
      },
      { outcome: "apologized", attempts: [] },
      {
        startedAt: start + (n * SPREAD_MS) / RECORDS,
        elapsedMs: () => 131,
      },
      STRICT_PRIVACY,
    );
    sync.handle({
      method: "POST",
      path: listsPath("default", shardOf(sid, SHARDS)),
      query: new URLSearchParams(),
      form: new URLSearchParams({ Data: JSON.stringify(record) }),
      ifMatch: null,
      text: "",
      user: "",
    });
  }
}
