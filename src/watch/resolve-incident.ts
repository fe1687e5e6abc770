import type { AllClear } from "../alerts/all-clear";
import { dashboardLink } from "../alerts/dashboard-link";
import { deliver, namesThatTook, warnOfRefusals } from "../alerts/deliver";
import { writeIncident, type IncidentMap } from "../alerts/incident-map";
import type { AllSettings } from "../invocation/read-settings";
import type { JournalRecord } from "../journal/record";
import { countNumbers, countPersons } from "../journal/who-failed";
import type { Budget } from "../resilience/budget";
import type { WatchedIncident } from "./judge-incidents";

/** Kept back for taking the end back, where no notifier takes the all-clear. */
const TAKE_BACK_MS = 1000;

/**
 * Ends an incident, and tells every notifier that was told of it. Of several watchers the one
 * that gets it written tells. Where no notifier takes it, the end is taken back, and the next
 * watcher tries. Never rejects.
 *
 * @returns Whether the incident is over; null where Sync could not say.
 */
export async function resolveIncident(
  incident: WatchedIncident,
  map: IncidentMap,
  settings: AllSettings,
  budget: Budget,
): Promise<boolean | null> {
  const { key, item, revision } = incident;
  const resolvedAt = new Date().toISOString();
  const ended = { ...item, lastAt: incident.lastAt, resolvedAt };
  const written = await writeIncident(map, key, ended, revision, budget);
  if (written === "unavailable") return null;
  // Another watcher tells, or it fails again.
  if (written === "conflict") return false;
  const notifiers = settings.alerts.notifiers.filter(({ name }) =>
    item.told.includes(name),
  );
  if (notifiers.length === 0) return true;

  const allClear = makeAllClear(incident, resolvedAt, map.audience, settings);
  const left = budget.remainingMs();
  const deliveries = await deliver(
    allClear,
    { notifiers, secrets: settings.alerts.secrets },
    budget.share(left - Math.min(left / 4, TAKE_BACK_MS)),
  );
  warnOfRefusals("All-clear", deliveries);
  if (namesThatTook(deliveries).length > 0) return true;
  await writeIncident(map, key, item, written.revision, budget);
  return false;
}

function makeAllClear(
  { key, item, failures, lastAt, probeUrl }: WatchedIncident,
  resolvedAt: string,
  audience: string,
  settings: AllSettings,
): AllClear {
  const ended = (outcome: JournalRecord["outcome"]): number =>
    failures.filter((failure) => failure.outcome === outcome).length;
  const openedSeconds = Math.floor(Date.parse(item.openedAt) / 1000);
  return {
    kind: "all-clear",
    id: `fallback-resolved-${audience}-${key}-${openedSeconds}`,
    at: resolvedAt,
    isTest: false,
    dashboardLink: dashboardLink(settings, { key, openedAt: item.openedAt }),
    data: {
      key,
      severity: item.severity,
      origin: item.origin,
      path: probeUrl?.pathname ?? null,
      errorClass: item.errorClass,
      since: item.openedAt,
      lastAt,
      resolvedAt,
      count: failures.length > 0 ? failures.length : null,
      people: countPersons(failures),
      numbers: countNumbers(failures),
      recovered: ended("recovered"),
      apologized: ended("apologized"),
      silent: ended("silent"),
      reported: ended("reported"),
    },
  };
}
