import { withState } from "../../incidents/feed";
import { readStates } from "../../incidents/read-feed";
import type { AllSettings } from "../../invocation/read-settings";
import { startBudget } from "../../resilience/budget";
import { createRestClient } from "../../twilio/rest";
import type { FoundIncident } from "./find-incident";
import { readScoped } from "./read-scoped";

const STATES_TIMEOUT_MS = 10_000;

/**
 * Reads one incident: its failures out of the journal, and beside it whether somebody was told and
 * whether it is over.
 *
 * @param id - Or the beginning of it.
 */
export async function readIncident(
  id: string,
  settings: AllSettings,
  now: number,
): Promise<FoundIncident> {
  const { incident, records } = await readScoped({ id }, settings, now);
  const rest = createRestClient(settings.twilio);
  if (incident === null || rest === null)
    throw new Error("A login has credentials, and an id names an incident.");
  const budget = startBudget(STATES_TIMEOUT_MS);
  const states = await readStates(settings, rest, budget);
  return { incident: withState(incident, states), failures: records };
}
