import type { Invocation } from "../invocation/start-invocation";
import type { Reply, Route } from "../invocation/route";
import { isAuthorized } from "./is-authorized";
import { readFeed } from "./read-feed";

/** A Function is killed after 10 s. */
const BUDGET_MS = 8000;
const DEFAULT_HOURS = 24;
const MAX_HOURS = 720;

/**
 * What `/incidents` does: it tells the holder of `DASHBOARD_TOKEN` the incidents of the last
 * hours, and nobody else a word.
 */
export const incidentsRoute: Route = {
  budgetMs: BUDGET_MS,
  answer: tellIncidents,
  lastResort: () => refuse(503, "the service failed; its log says how"),
};

async function tellIncidents(
  event: unknown,
  { settings, rest, budget }: Invocation,
): Promise<Reply> {
  if (settings.dashboardToken === null)
    return refuse(404, "DASHBOARD_TOKEN is not set");
  if (!isAuthorized(event, settings.dashboardToken))
    return refuse(401, "expected Authorization: Bearer <DASHBOARD_TOKEN>");
  const query = event as { hours?: unknown; incident?: unknown };
  const hours = readHours(query.hours);
  if (hours === null)
    return refuse(400, `hours: expected a whole number from 1 to ${MAX_HOURS}`);
  if (rest === null) return refuse(503, "the service has no credentials");

  const request = {
    hours,
    incident: readIncident(query.incident),
    now: budget.startedAt,
  };
  const reading = await readFeed(settings, rest, request, budget);
  return "trouble" in reading
    ? refuse(503, `the journal could not be read: ${reading.trouble}`)
    : jsonReply(200, reading.feed);
}

function refuse(status: 400 | 401 | 404 | 503, reason: string): Reply {
  return jsonReply(status, { reason });
}

function jsonReply(status: number, body: object): Reply {
  const headers = {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  };
  return { status, headers, body };
}

/** What is no id is one that nobody knows. */
function readIncident(id: unknown): string | null {
  if (id === undefined || id === "") return null;
  return typeof id === "string" ? id : "unknown";
}

function readHours(text: unknown): number | null {
  if (text === undefined || text === "") return DEFAULT_HOURS;
  if (typeof text !== "string" || !/^\d{1,3}$/.test(text)) return null;
  const hours = Number(text);
  return hours >= 1 && hours <= MAX_HOURS ? hours : null;
}
