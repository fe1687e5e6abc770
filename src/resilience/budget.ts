import { startClock, type Clock } from "./clock";

/**
 * Kept back of every budget, so that a reply leaves in time even where the last wait took all
 * that it was given.
 */
const REPLY_MARGIN_MS = 50;

/** The time of a whole reply, or a share of it: whatever waits inside an invocation takes one. */
export interface Budget extends Clock {
  /** Milliseconds that may still be waited; never below 0. */
  remainingMs(): number;
  /** A budget of at most `ms` from now, that never outlasts this one. */
  share(ms: number): Budget;
}

/**
 * Starts the budget of one invocation.
 *
 * @param totalMs - The most that the reply may take, in milliseconds.
 * @param clock - The invocation's, where it began before.
 */
export function startBudget(totalMs: number, clock = startClock()): Budget {
  return budgetUntil(totalMs - REPLY_MARGIN_MS, clock);
}

function budgetUntil(endMs: number, clock: Clock): Budget {
  return {
    ...clock,
    remainingMs: () => Math.max(0, endMs - clock.elapsedMs()),
    share: (ms) => budgetUntil(Math.min(endMs, clock.elapsedMs() + ms), clock),
  };
}
