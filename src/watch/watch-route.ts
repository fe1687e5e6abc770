import { readIncidents, type IncidentMap } from "../alerts/incident-map";
import { nameAudience } from "../alerts/audience";
import { isAuthorizedMonitor } from "../incidents/is-authorized";
import type { Reply, Route } from "../invocation/route";
import type { AllSettings } from "../invocation/read-settings";
import type { Invocation } from "../invocation/start-invocation";
import { findRuns } from "../journal/find-runs";
import { toIncidents } from "../journal/incidents";
import { readSince } from "../journal/read-since";
import type { JournalRecord } from "../journal/record";
import { countPersons } from "../journal/who-failed";
import type { Budget } from "../resilience/budget";
import { canWrite } from "./can-write";
import {
  earliestOf,
  judgeIncidents,
  type WatchedIncident,
} from "./judge-incidents";
import { probe } from "./probe";
import { resolveIncident } from "./resolve-incident";

/** A Function is killed after 10 s. */
const BUDGET_MS = 8500;

/** Kept back of a probe, for telling what it found. */
const TELL_MS = 2500;

/** An incident as `/watch` tells it. */
interface ReportedIncident {
  readonly id: string;
  readonly origin: string | null;
  readonly state: "open" | "quiet" | "resolved";
  /** When it began, in ISO 8601. */
  readonly since: string;
  readonly count: number;
  readonly people: number;
}

/**
 * What `/watch` does: for the holder of `DASHBOARD_TOKEN` it says what is failing, and for those
 * who were told of an incident it sees to it that they are told of its end.
 */
export const watchRoute: Route = {
  budgetMs: BUDGET_MS,
  answer: watch,
  lastResort: () => refuse(503, "the service failed; its log says how"),
};

async function watch(
  event: unknown,
  { settings, rest, budget }: Invocation,
): Promise<Reply> {
  if (settings.dashboardToken === null)
    return refuse(404, "DASHBOARD_TOKEN is not set");
  if (!isAuthorizedMonitor(event, settings.dashboardToken))
    return refuse(
      401,
      "expected Authorization: Bearer <DASHBOARD_TOKEN>, or Basic with it as the password",
      { "WWW-Authenticate": 'Basic realm="twilio-fallback"' },
    );
  if (rest === null) return refuse(503, "the service has no credentials");
  const { syncServiceSid, alerts } = settings;
  const audience = nameAudience(alerts.notifiers);
  const map = { syncServiceSid, audience, rest };

  const writing = canWrite(map, budget);
  const stored = await readIncidents(map, budget);
  if (stored === null || !(await writing))
    return refuse(
      503,
      `Twilio Sync could not be ${stored ? "written" : "read"}`,
    );
  const since = earliestOf(stored, budget.startedAt);
  const wanted = { since, whole: 0 };
  const reading = await readSince(settings, rest, wanted, budget);
  // A shard that was not read may hold the failure of this minute.
  if (reading.truncated)
    return refuse(503, "the journal could not be read whole");

  const watched = judgeIncidents(stored, reading.records, budget.startedAt);
  const reported = await Promise.all(
    watched.map((incident) => attend(incident, map, settings, budget)),
  );
  if (reported.includes(null))
    return refuse(503, "Twilio Sync could not be written");
  const incidents = [
    ...reported.filter((one) => one !== null),
    ...openAndUntold(watched, reading.records, budget.startedAt),
  ];
  return reply(200, {
    state: sumUp(incidents),
    incidents,
    checked: new Date(budget.startedAt).toISOString(),
  });
}

/** Sees to one incident; null where Sync does not let it. */
async function attend(
  incident: WatchedIncident,
  map: IncidentMap,
  settings: AllSettings,
  budget: Budget,
): Promise<ReportedIncident | null> {
  const isOver =
    incident.state === "quiet" && (await hasEnded(incident, settings, budget));
  const isResolved =
    isOver && (await resolveIncident(incident, map, settings, budget));
  if (isResolved === null) return null;
  const { key, item, failures } = incident;
  return {
    id: `${key}-${Math.floor(Date.parse(failures[0]?.at ?? item.openedAt) / 1000)}`,
    origin: item.origin,
    state: isResolved ? "resolved" : incident.state,
    since: item.openedAt,
    count: failures.length,
    people: countPersons(failures) ?? 0,
  };
}

/** What fails by the journal though nobody was told of it: where no notifier is set up, say. */
function openAndUntold(
  watched: readonly WatchedIncident[],
  records: readonly JournalRecord[],
  now: number,
): ReportedIncident[] {
  const keys = new Set(watched.map(({ key }) => key));
  return toIncidents(findRuns(records), now)
    .filter(({ key, state }) => !keys.has(key) && state === "open")
    .map(({ id, origin, firstAt, count, people }) => ({
      id,
      origin,
      state: "open",
      since: firstAt,
      count,
      people,
    }));
}

/** Whether its server answers again, or, where there is none to ask, it was silent for long. */
async function hasEnded(
  { probeUrl, isLongSilent }: WatchedIncident,
  { twilio }: AllSettings,
  budget: Budget,
): Promise<boolean> {
  if (probeUrl === null) return isLongSilent;
  const mayBePrivate = twilio.emulatorUrl !== null;
  const share = budget.share(Math.max(0, budget.remainingMs() - TELL_MS));
  const health = await probe(probeUrl, mayBePrivate, share);
  return health === "private" ? isLongSilent : health === "alive";
}

function sumUp(
  incidents: readonly ReportedIncident[],
): "ok" | "failing" | "quiet" {
  const has = (state: ReportedIncident["state"]) =>
    incidents.some((incident) => incident.state === state);
  if (has("open")) return "failing";
  return has("quiet") ? "quiet" : "ok";
}

function refuse(
  status: 401 | 404 | 503,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const { headers: own, ...rest } = reply(status, { reason });
  return { ...rest, headers: { ...own, ...headers } };
}

function reply(status: number, body: object): Reply {
  const headers = {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  };
  return { status, headers, body };
}
