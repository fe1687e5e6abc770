import { emptyAlertMemory, type AlertMemory } from "../alerts/memory";
import { alerting, type StartAlert } from "../alerts/start-alert";
import { lacksSync, logJournal } from "../journal/log-journal";
import type { JournalRecord } from "../journal/record";
import {
  journalBreaker,
  syncJournal,
  type JournalEntry,
  type WriteRecord,
} from "../journal/sync-journal";
import type { Breaker } from "../resilience/breaker";
import { startBudget, type Budget } from "../resilience/budget";
import type { Clock } from "../resilience/clock";
import { reportProblems } from "../settings/report-problems";
import { createRestClient, type RestClient } from "../twilio/rest";
import { readSettings, type AllSettings } from "./read-settings";

/** What a warm container keeps from one invocation to the next, whatever its route. */
export interface ContainerMemory {
  /** Sync, as it answers to the journal. */
  readonly sync: Breaker;
  readonly alerts: AlertMemory;
  /** The problems with settings that stand in the log already. */
  readonly reported: Set<string>;
}

/** The memory of a cold container. */
export function coldMemory(): ContainerMemory {
  return {
    sync: journalBreaker(),
    alerts: emptyAlertMemory(),
    reported: new Set(),
  };
}

/** Takes the record of a failure and what became of it. Of two in one invocation, the first counts. */
export type Log = (entry: JournalRecord & JournalEntry) => void;

/** What every route works with. */
export interface Invocation {
  readonly settings: AllSettings;
  readonly budget: Budget;
  /** Null where the platform gave no credentials. */
  readonly rest: RestClient | null;
  /** Sync, as it answers to the journal. */
  readonly sync: Breaker;
  readonly writeRecord: WriteRecord;
  readonly startAlert: StartAlert;
  readonly log: Log;
}

/**
 * Wires one invocation, and names its bad settings in the log.
 *
 * @param context - A Function's `context`: the environment variables.
 * @param budgetMs - The most that the reply may take; by default what the settings say.
 */
export function startInvocation(
  context: Readonly<Record<string, unknown>>,
  memory: ContainerMemory,
  clock: Clock,
  log: Log,
  budgetMs?: number,
): Invocation {
  const { settings, problems } = readSettings(context);
  const budget = startBudget(budgetMs ?? settings.responseBudgetMs, clock);
  reportProblems(problems, memory.reported);
  if (lacksSync(settings.twilio)) noteMissingSync(memory.reported);
  const rest = createRestClient(settings.twilio);
  return {
    settings,
    budget,
    rest,
    sync: memory.sync,
    writeRecord: lacksSync(settings.twilio)
      ? logJournal
      : syncJournal(settings, rest, memory.sync),
    startAlert: alerting(settings, rest, memory.alerts),
    log,
  };
}

/** Says once a container where the journal is. */
function noteMissingSync(reported: Set<string>): void {
  const note =
    "The journal is this log: Twilio Sync is not in this account's region.";
  if (reported.has(note)) return;
  reported.add(note);
  console.warn(note);
}
