import { emptyAlertMemory, type AlertMemory } from "../alerts/memory";
import { alerting } from "../alerts/start-alert";
import { startBudget } from "../resilience/budget";
import { isOwnDomain } from "../url/own-domain";
import { reportProblems } from "../settings/report-problems";
import { journalRecord } from "../journal/record";
import { journalBreaker, syncJournal } from "../journal/sync-journal";
import { readSettings } from "../invocation/read-settings";
import type { Breaker } from "../resilience/breaker";
import { createRestClient } from "../twilio/rest";
import { readEvent } from "./read-event";

/** What a warm container keeps from one invocation to the next. */
export interface DebuggerMemory {
  readonly sync: Breaker;
  readonly alerts: AlertMemory;
  /** The problems with settings that stand in the log already. */
  readonly reported: Set<string>;
}

/** The memory of a cold container. */
export function coldMemory(): DebuggerMemory {
  return {
    sync: journalBreaker(),
    alerts: emptyAlertMemory(),
    reported: new Set(),
  };
}

/**
 * The story of one event of Twilio's Debugger: it goes into the journal, and whoever is on call is
 * told.
 *
 * @param context - A Function's `context`: the environment variables.
 * @param event - A Function's `event`: the parameters.
 */
export async function handleDebugger(
  context: Readonly<Record<string, unknown>>,
  event: unknown,
  memory: DebuggerMemory,
): Promise<void> {
  const { settings, problems } = readSettings(context);
  const budget = startBudget(settings.responseBudgetMs);
  reportProblems(problems, memory.reported);
  const rest = createRestClient(settings.twilio);
  const writeRecord = syncJournal(settings, rest, memory.sync);
  const startAlert = alerting(settings, rest, memory.alerts);

  const { failure, isWarning } = readEvent(event);
  const record = journalRecord(
    failure,
    { outcome: "reported" },
    { startedAt: budget.startedAt, ms: budget.elapsedMs() },
    settings.pii,
  );
  const alert = isWarning
    ? null
    : startAlert(
        failure,
        budget.remainingMs(),
        isOwnFallback(failure.errorUrl, settings.domainName),
      );
  await Promise.all([
    writeRecord(record, budget.remainingMs()).then((entry) => {
      console.log(JSON.stringify({ ...record, ...entry }));
    }),
    alert?.finish(record, budget.remainingMs()),
  ]);
}

/** Whether a URL is that of this service's own `/fallback`, after which there is no other. */
function isOwnFallback(url: URL | null, domainName: string | null): boolean {
  return url?.pathname === "/fallback" && isOwnDomain(url, domainName);
}
