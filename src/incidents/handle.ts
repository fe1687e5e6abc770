import { startBudget } from "../resilience/budget";
import { readSince } from "../journal/read-since";
import { readSettings } from "../invocation/read-settings";
import { createRestClient } from "../twilio/rest";
import { feedOf, type Feed } from "./feed";
import { isAuthorized } from "./is-authorized";

/** A reply of `/incidents`. What is no feed has a reason. */
export type FeedReply =
  | { readonly status: 200; readonly body: Feed }
  | {
      readonly status: 400 | 401 | 404 | 503;
      readonly body: { readonly reason: string };
    };

/** A Function is killed after 10 s. */
const BUDGET_MS = 8000;
const MS_AN_HOUR = 3_600_000;
const DEFAULT_HOURS = 24;
const MAX_HOURS = 720;

/**
 * Answers `GET /incidents?hours=24` for the holder of `DASHBOARD_TOKEN`, and tells nobody else
 * a word.
 */
export async function handleFeed(
  context: Readonly<Record<string, unknown>>,
  event: unknown,
): Promise<FeedReply> {
  const { settings } = readSettings(context);
  if (settings.dashboardToken === null)
    return refuse(404, "DASHBOARD_TOKEN is not set");
  if (!isAuthorized(event, settings.dashboardToken))
    return refuse(401, "expected Authorization: Bearer <DASHBOARD_TOKEN>");
  const hours = readHours((event as { hours?: unknown }).hours);
  if (hours === null)
    return refuse(400, `hours: expected a whole number from 1 to ${MAX_HOURS}`);
  const rest = createRestClient(settings.twilio);
  if (rest === null) return refuse(503, "the service has no credentials");

  const now = Date.now();
  const reading = await readSince(
    settings,
    rest,
    now - hours * MS_AN_HOUR,
    startBudget(BUDGET_MS),
  );
  return reading.isUnreadable
    ? refuse(503, "Twilio Sync could not be read")
    : { status: 200, body: feedOf(reading, hours, now) };
}

function refuse(status: 400 | 401 | 404 | 503, reason: string): FeedReply {
  return { status, body: { reason } };
}

function readHours(text: unknown): number | null {
  if (text === undefined || text === "") return DEFAULT_HOURS;
  if (typeof text !== "string" || !/^\d{1,3}$/.test(text)) return null;
  const hours = Number(text);
  return hours >= 1 && hours <= MAX_HOURS ? hours : null;
}
