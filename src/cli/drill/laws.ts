import type { Step } from "../../emulator";
import type { JournalRecord } from "../../journal/record";
import { SETTING_DEFAULTS } from "../../invocation/setting-defaults";
import type { Scenario } from "./local/scenarios";

/** Where a failure was written down. */
export type Journaled = "sync" | "log" | "nowhere";

const BUDGET_MS = Number(SETTING_DEFAULTS.RESPONSE_BUDGET_MS);

/**
 * What must hold of every scenario and did not, in words: valid TwiML, in time, nothing lost, and
 * the end that was to be expected.
 */
export function brokenLaws(
  { mustBe }: Scenario,
  steps: readonly Step[],
  journaled: Journaled | null,
  record: JournalRecord | null,
): string[] {
  const replies = steps.flatMap(({ fallback }) => (fallback ? [fallback] : []));
  if (mustBe === "untroubled") {
    return replies.length === 0
      ? []
      : ["the primary is healthy, yet it failed"];
  }
  if (replies.length === 0) return ["the primary did not fail as it should"];
  const isOutcomeWrong = record !== null && record.outcome !== mustBe;
  return [
    ...replies.flatMap(({ fault, ms }) => [
      fault !== null && `the reply is not valid: ${fault}`,
      ms > BUDGET_MS && `the reply took more than ${BUDGET_MS} ms`,
    ]),
    journaled === "nowhere" && "the failure is neither in Sync nor in the log",
    isOutcomeWrong && `it should be ${mustBe}, and is ${record.outcome}`,
    hasBadEnd(steps) && "the last document could not be had",
  ].filter((law) => law !== false);
}

function hasBadEnd(steps: readonly Step[]): boolean {
  return steps.at(-1)?.answer.kind !== "twiml";
}
