import { incidentKey } from "../journal/incident-key";
import { namesFailure } from "../journal/is-failure";
import type { Failure, JournalRecord } from "../journal/record";
import type { Budget } from "../resilience/budget";
import type { RestClient } from "../twilio/rest";
import type { Severity } from "./alert";
import { nameAudience } from "./audience";
import { claim, nameClaim, type Claim, type ClaimDesk } from "./claim";
import { isTaken } from "./claim-ledger";
import type { AlertMemory } from "./memory";
import { openReadings } from "./readings";
import { tellIncident, type AlertSettings, type Run } from "./tell-incident";

const MINUTE_MS = 60_000;

/** An alert of a failure that has not ended yet. */
export interface StartedAlert {
  /**
   * Alerts, once it is known how the failure ended, or leaves it to the one who got the claim:
   * within the budget, with nothing left running. Never rejects; trouble goes to the log.
   */
  finish(record: JournalRecord, budget: Budget): Promise<void>;
}

/**
 * Begins to alert of a failure: the claim that every ending of it needs is asked for beside
 * whatever else is done about the failure.
 *
 * @param isFallbackItself - Whether it was `/fallback` that failed.
 */
export type StartAlert = (
  failure: Failure,
  budget: Budget,
  isFallbackItself?: boolean,
) => StartedAlert;

const NO_ALERT: StartedAlert = { finish: () => Promise.resolve() };

/**
 * Alerts once an incident, severity and window, over all containers: whoever gets the claim
 * decides whether it is news, and tells every notifier.
 *
 * @param rest - Null where the platform gave no credentials.
 */
export function alerting(
  settings: AlertSettings,
  rest: RestClient | null,
  memory: AlertMemory,
): StartAlert {
  return (failure, budget, isFallbackItself = false) => {
    const isNews = !failure.rehearsal && namesFailure(failure);
    if (!isNews || settings.alerts.notifiers.length === 0) return NO_ALERT;
    const run = startRun(settings, rest, memory, failure, budget);
    return {
      finish: (record, budget) => finish(run, record, isFallbackItself, budget),
    };
  };
}

/** A run whose warning is being claimed. */
type StartedRun = Run & { readonly warning: Promise<Claim> | "known" };

function startRun(
  settings: AlertSettings,
  rest: RestClient | null,
  memory: AlertMemory,
  failure: Failure,
  budget: Budget,
): StartedRun {
  const { syncServiceSid, alertWindowMinutes: windowMinutes } = settings;
  const audience = nameAudience(settings.alerts.notifiers);
  const claims: ClaimDesk = { syncServiceSid, windowMinutes, rest, ...memory };
  const key = incidentKey(failure);
  const map = rest && { syncServiceSid, audience, rest };
  const window = Math.floor(Date.now() / (windowMinutes * MINUTE_MS));
  const claimed = { audience, key, window };
  const readings = openReadings(settings, map, key, memory.sync);
  const warning = claim(claims, claimed, "warning", budget);
  if (warning !== "known")
    void warning.then((ended) => {
      if (ended === "made") readings.read(budget);
    });
  return { settings, claims, claimed, map, readings, warning };
}

async function finish(
  run: StartedRun,
  record: JournalRecord,
  isFallbackItself: boolean,
  budget: Budget,
): Promise<void> {
  try {
    await alertIfClaimed(run, record, isFallbackItself, budget);
  } catch (error) {
    console.warn(`Alert not sent: ${String(error)}`);
  } finally {
    await Promise.all([run.warning, run.readings.close()]);
  }
}

async function alertIfClaimed(
  run: StartedRun,
  record: JournalRecord,
  isFallbackItself: boolean,
  budget: Budget,
): Promise<void> {
  const severity = severityOf(record, isFallbackItself);
  const claiming =
    severity === "warning"
      ? run.warning
      : claim(run.claims, run.claimed, severity, budget);
  // Nothing is read for a claim that is known to be lost: a container that fails many calls at
  // once would open a connection to each shard for each of them, and give it up at once.
  if (claiming === "known") return;
  if (isTaken(run.claims.ledger, nameClaim(run.claimed, severity))) return;
  const reading = run.readings.read(budget);
  const own = await claiming;
  if (own === "taken" || own === "known") return;
  const warning = await run.warning;
  await tellIncident(
    run,
    { record, severity, isFallbackItself, warning, own },
    reading,
    budget,
  );
}

function severityOf(
  { outcome }: JournalRecord,
  isFallbackItself: boolean,
): Severity {
  return outcome === "apologized" || isFallbackItself ? "critical" : "warning";
}
