import { nameAudience } from "../alerts/audience";
import { readIncidents } from "../alerts/incident-map";
import type { AllSettings } from "../invocation/read-settings";
import { recordKey } from "../journal/incident-key";
import { readSince } from "../journal/read-since";
import type { JournalRecord } from "../journal/record";
import type { Budget } from "../resilience/budget";
import type { RestClient } from "../twilio/rest";
import {
  makeFeed,
  failureLimit,
  type Feed,
  type FeedRequest,
  type IncidentState,
} from "./feed";

const MS_AN_HOUR = 3_600_000;

/** Without its states, an incident is still an incident. */
const STATES_TIMEOUT_MS = 2000;

type FeedSettings = Pick<
  AllSettings,
  "syncServiceSid" | "journalShards" | "alerts"
>;

/** The feed; or why none of it could be read, in words. */
export type FeedReading =
  { readonly feed: Feed } | { readonly trouble: string };

/** Reads what the journal knows of the last hours: for the route, and for the command. */
export async function readFeed(
  settings: FeedSettings,
  rest: RestClient,
  request: FeedRequest,
  budget: Budget,
): Promise<FeedReading> {
  const { hours, incident, now, limit = failureLimit(incident) } = request;
  const wanted = {
    since: now - hours * MS_AN_HOUR,
    whole: limit,
    ...(incident !== null && { isWanted: isOf(incident) }),
  };
  const [reading, states] = await Promise.all([
    readSince(settings, rest, wanted, budget),
    readStates(settings, rest, budget.share(STATES_TIMEOUT_MS)),
  ]);
  return reading.trouble === null
    ? { feed: makeFeed(reading, states, request) }
    : { trouble: reading.trouble };
}

/** What is known beside the journal, by the incident's key; nothing where Sync does not tell in time. */
export async function readStates(
  { syncServiceSid, alerts }: FeedSettings,
  rest: RestClient,
  budget: Budget,
): Promise<ReadonlyMap<string, IncidentState>> {
  const audience = nameAudience(alerts.notifiers);
  const stored = await readIncidents(
    { syncServiceSid, audience, rest },
    budget,
  );
  return new Map(stored?.map(({ key, item }) => [key, item]));
}

/** Whether a record may belong to an incident: the id begins with the key. */
function isOf(incident: string): (record: JournalRecord) => boolean {
  return (record) => incident.startsWith(recordKey(record));
}
