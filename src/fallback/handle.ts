import { startBudget } from "../budget";
import { syncJournal } from "../journal/sync-journal";
import { describeProblem, readSettings } from "../settings";
import { closedBreaker, type Breaker } from "../twilio/breaker";
import { createRestClient } from "../twilio/rest";
import { alwaysAnswer } from "./always-answer";
import type { OriginMemory } from "./recovery/recover";
import { readRequest } from "./request";

/** What a warm container keeps from one invocation to the next. */
export interface ContainerMemory {
  readonly sync: Breaker;
  readonly origins: OriginMemory;
  /** The problems with settings that stand in the log already. */
  readonly reported: Set<string>;
}

/** The memory of a cold container. */
export function coldMemory(): ContainerMemory {
  return { sync: closedBreaker(), origins: new Map(), reported: new Set() };
}

/**
 * Wires one invocation: settings, budget, request, journal and log. Returns TwiML.
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
  for (const problem of problems.map(describeProblem)) {
    if (memory.reported.has(problem)) continue;
    memory.reported.add(problem);
    console.warn(`Bad setting ${problem}`);
  }
  return alwaysAnswer(readRequest(event), {
    settings,
    budget,
    origins: memory.origins,
    writeRecord: syncJournal(
      settings,
      createRestClient(settings.twilio),
      memory.sync,
    ),
    log: (entry) => {
      console.log(JSON.stringify(entry));
    },
  });
}
