import type { Simulation, Step } from "../../../emulator";
import { SETTING_DEFAULTS } from "../../../invocation/setting-defaults";
import { brokenByReply } from "../laws";
import type { Expected, Outcome, Scenario } from "./scenarios";

/** Where the failures were written down. */
export type Journaled = "sync" | "log" | "nowhere";

/** What came of a scenario. */
export interface Played {
  readonly simulations: readonly Simulation[];
  /** Every document that was asked for, asides too. */
  readonly steps: readonly Step[];
  /** Null where nothing failed. */
  readonly journaled: Journaled | null;
  /** How the failures ended, by the journal. */
  readonly outcomes: readonly Outcome[];
}

const BUDGET_MS = Number(SETTING_DEFAULTS.RESPONSE_BUDGET_MS);

/**
 * What must hold of a scenario and did not, in words: valid TwiML, in time, nothing lost, and the
 * end that was to be expected.
 */
export function brokenLaws(
  { code }: Pick<Scenario, "code">,
  expected: Expected,
  { simulations, steps, journaled, outcomes }: Played,
): string[] {
  const failed = steps.filter(({ fallback }) => fallback !== null);
  if (expected === "untroubled") {
    return failed.length === 0 ? [] : ["the primary is healthy, yet it failed"];
  }
  const [first] = failed;
  if (first === undefined) return ["the primary did not fail as it should"];
  const said = first.error?.code ?? null;
  return [
    code !== null &&
      said !== code &&
      `Twilio's error should be ${code}, and is ${said ?? "none"}`,
    ...failed.flatMap(({ fallback }) =>
      fallback ? brokenByReply(fallback, BUDGET_MS) : [],
    ),
    journaled === "nowhere" && "a failure is neither in Sync nor in the log",
    journaled === "sync" && wrongOutcome(expected, outcomes),
    ...simulations.flatMap(({ ending: { how, error } }) =>
      how === "fails" || how === "loop"
        ? [
            `it ${how === "loop" ? "never ends" : "fails"}: ${error?.detail ?? ""}`,
          ]
        : [],
    ),
    ...steps.flatMap(({ faults }) => faults),
  ].filter((law) => law !== false);
}

function wrongOutcome(
  expected: Exclude<Expected, "untroubled">,
  outcomes: readonly Outcome[],
): string | false {
  const wanted =
    typeof expected === "string" ? outcomes.map(() => expected) : expected;
  const isRight = wanted.join() === outcomes.join();
  return (
    !isRight &&
    `it should be ${wanted.join(", ")}, and is ${outcomes.join(", ")}`
  );
}
