import { parseWebUrl } from "../url/parse-url";
import type { RestClient } from "../twilio/rest";
import { isRecord } from "./is-record";
import type { JournalRecord } from "./record";
import { listsPath } from "./shards";
import { describeTrouble } from "./sync-trouble";

/** The most that Sync gives at once. @see https://www.twilio.com/docs/sync/api/listitem-resource */
const PAGE_SIZE = 100;

/** What records of the first version lack. */
const FIRST_VERSION = { person: null };

/** A page of one shard, newest first. */
export interface JournalPage {
  readonly records: readonly JournalRecord[];
  /** The path of the next, older page; null where this is the last. */
  readonly next: string | null;
}

/** Why a page could not be read, in words. */
export interface UnreadPage {
  readonly trouble: string;
}

const EMPTY_LIST: JournalPage = { records: [], next: null };

/** The path of the newest page of a shard. */
function newestPage(syncServiceSid: string, shard: number): string {
  return `${listsPath(syncServiceSid, shard)}?Order=desc&PageSize=${PAGE_SIZE}`;
}

/** Reads the newest page of a shard. A List that is not there holds nothing. */
export async function readNewestPage(
  rest: RestClient,
  syncServiceSid: string,
  shard: number,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<JournalPage | UnreadPage> {
  const path = newestPage(syncServiceSid, shard);
  const outcome = await rest.get("sync", path, timeoutMs, signal);
  const isMissing = outcome.kind === "response" && outcome.status === 404;
  return isMissing ? EMPTY_LIST : readOutcome(outcome);
}

/** Reads an older page; one that is gone is unread, and not the end. */
export async function readPage(
  rest: RestClient,
  path: string,
  timeoutMs: number,
): Promise<JournalPage | UnreadPage> {
  return readOutcome(await rest.get("sync", path, timeoutMs));
}

function readOutcome(
  outcome: Awaited<ReturnType<RestClient["get"]>>,
): JournalPage | UnreadPage {
  if (outcome.kind !== "response" || outcome.status !== 200)
    return { trouble: describeTrouble(outcome) };
  return parsePage(outcome.body) ?? { trouble: "Sync's answer was no page" };
}

function parsePage(body: Buffer): JournalPage | null {
  try {
    const { items, meta } = JSON.parse(body.toString()) as {
      items: ({ data: unknown } | null)[];
      meta: { next_page_url: unknown };
    };
    return {
      records: items
        .map((item) => item?.data)
        .filter(isRecord)
        .map((record) => ({ ...FIRST_VERSION, ...record })),
      next: pathOf(meta.next_page_url),
    };
  } catch {
    return null;
  }
}

/** Path and query alone: whatever host a page names, the configured one is asked. */
function pathOf(url: unknown): string | null {
  const parsed = typeof url === "string" ? parseWebUrl(url) : null;
  return parsed && parsed.pathname + parsed.search;
}
