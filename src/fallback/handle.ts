import { emptyAlertMemory, type AlertMemory } from "../alerts/memory";
import { alerting } from "../alerts/start-alert";
import { startBudget } from "../resilience/budget";
import { journalRecord } from "../journal/record";
import { journalBreaker, syncJournal } from "../journal/sync-journal";
import { readSettings } from "../invocation/read-settings";
import type { Breaker } from "../resilience/breaker";
import { createRestClient } from "../twilio/rest";
import { alwaysAnswer } from "./always-answer";
import type { AnswerTools } from "./answer";
import { apology } from "./words";
import type { OriginMemory } from "./recovery/recover";
import { reportProblems } from "../settings/report-problems";
import { readRequest } from "../invocation/failed-request";

/** What a warm container keeps from one invocation to the next. */
export interface ContainerMemory {
  readonly sync: Breaker;
  readonly origins: OriginMemory;
  readonly alerts: AlertMemory;
  /** The problems with settings that stand in the log already. */
  readonly reported: Set<string>;
}

/** The memory of a cold container. */
export function coldMemory(): ContainerMemory {
  return {
    sync: journalBreaker(),
    origins: new Map(),
    alerts: emptyAlertMemory(),
    reported: new Set(),
  };
}

/**
 * Wires one invocation: settings, budget, request, journal, alerts and log. Returns TwiML, also
 * where the wiring itself fails: then the record, masked, goes to the log. Never rejects.
 *
 * @param context - A Function's `context`: the environment variables.
 * @param event - A Function's `event`: the parameters.
 */
export async function handleFallback(
  context: Readonly<Record<string, unknown>>,
  event: unknown,
  memory: ContainerMemory,
): Promise<string> {
  const startedAt = Date.now();
  const request = readRequest(event);
  try {
    return await alwaysAnswer(request, wire(context, memory));
  } catch (error) {
    const outcome = { outcome: "apologized", attempts: [] } as const;
    const when = { startedAt, ms: Date.now() - startedAt };
    log({
      ...journalRecord(request.failure, outcome, when, "masked"),
      journaled: false,
      reason: String(error),
    });
    return apology(request.failure.channel);
  }
}

function wire(
  context: Readonly<Record<string, unknown>>,
  memory: ContainerMemory,
): AnswerTools {
  const { settings, problems } = readSettings(context);
  const budget = startBudget(settings.responseBudgetMs);
  reportProblems(problems, memory.reported);
  const rest = createRestClient(settings.twilio);
  return {
    settings,
    budget,
    origins: memory.origins,
    writeRecord: syncJournal(settings, rest, memory.sync),
    startAlert: alerting(settings, rest, memory.alerts),
    log,
  };
}

const log: AnswerTools["log"] = (entry) => {
  console.log(JSON.stringify(entry));
};
