import { startBudget } from "../budget";
import { emptyJournalMemory, type JournalMemory } from "../journal/memory";
import { syncJournal } from "../journal/sync-journal";
import { describeProblem, readSettings } from "../settings";
import { createRestClient } from "../twilio/rest";
import { alwaysAnswer } from "./always-answer";
import { readRequest } from "./request";

/** What a warm container keeps from one invocation to the next. */
export interface ContainerMemory {
  readonly journal: JournalMemory;
  /** The problems with settings that stand in the log already. */
  readonly reported: Set<string>;
}

/** The memory of a cold container. */
export function coldMemory(): ContainerMemory {
  return { journal: emptyJournalMemory(), reported: new Set() };
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
    writeRecord: syncJournal(
      settings,
      createRestClient(settings.twilio),
      memory.journal,
    ),
    log: (entry) => {
      console.log(JSON.stringify(entry));
    },
  });
}
