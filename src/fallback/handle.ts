import { emptyAlertMemory, type AlertMemory } from "../alerts/memory";
import { alerting } from "../alerts/start-alert";
import { startBudget } from "../budget";
import { syncJournal } from "../journal/sync-journal";
import { readSettings } from "../settings";
import { closedBreaker, type Breaker } from "../twilio/breaker";
import { createRestClient } from "../twilio/rest";
import { alwaysAnswer } from "./always-answer";
import type { OriginMemory } from "./recovery/recover";
import { reportProblems } from "./report-problems";
import { readRequest } from "./request";

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
    sync: closedBreaker(),
    origins: new Map(),
    alerts: emptyAlertMemory(),
    reported: new Set(),
  };
}

/**
 * Wires one invocation: settings, budget, request, journal, alerts and log. Returns TwiML.
 *
 * @param context - A Function's `context`: the environment variables.
 * @param event - A Function's `event`: the parameters.
 */
export function handleFallback(
  context: Readonly<Record<string, unknown>>,
  event: unknown,
  memory: ContainerMemory,
): Promise<string> {
  const { settings, problems } = readSettings(context);
  const budget = startBudget(settings.responseBudgetMs);
  reportProblems(problems, memory.reported);
  const rest = createRestClient(settings.twilio);
  return alwaysAnswer(readRequest(event), {
    settings,
    budget,
    origins: memory.origins,
    writeRecord: syncJournal(settings, rest, memory.sync),
    startAlert: alerting(settings, rest, memory.alerts),
    log: (entry) => {
      console.log(JSON.stringify(entry));
    },
  });
}
