import { recordKey } from "../journal/incident-key";
import { readSince } from "../journal/read-since";
import type { JournalRecord } from "../journal/record";
import type { Budget } from "../resilience/budget";
import type { Settings } from "../settings/settings";
import type { RestClient } from "../twilio/rest";
import { makeFeed, MAX_FAILURES, type Feed, type FeedRequest } from "./feed";

const MS_AN_HOUR = 3_600_000;

/** The feed; or why none of it could be read, in words. */
export type FeedReading =
  { readonly feed: Feed } | { readonly trouble: string };

/** Reads what the journal knows of the last hours: for the route, and for the command. */
export async function readFeed(
  settings: Pick<Settings, "syncServiceSid" | "journalShards">,
  rest: RestClient,
  request: FeedRequest,
  budget: Budget,
): Promise<FeedReading> {
  const { hours, incident, now } = request;
  const reading = await readSince(
    settings,
    rest,
    {
      since: now - hours * MS_AN_HOUR,
      ...(incident === null
        ? { whole: MAX_FAILURES.ofAll }
        : { whole: MAX_FAILURES.ofOne, isWanted: isOf(incident) }),
    },
    budget,
  );
  return reading.trouble === null
    ? { feed: makeFeed(reading, new Map(), request) }
    : { trouble: reading.trouble };
}

/** Whether a record may belong to an incident: the id begins with the key. */
function isOf(incident: string): (record: JournalRecord) => boolean {
  return (record) => incident.startsWith(recordKey(record));
}
