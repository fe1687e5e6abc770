import { monotonicMs } from "./clock";

/**
 * Kept back of every budget, so that a reply leaves in time even where the last wait took all
 * that it was given.
 */
const REPLY_MARGIN_MS = 50;

/** The time of a whole reply, or a share of it: whatever waits inside an invocation takes one. */
export interface Budget {
  /** Wall-clock start of the invocation, in Unix milliseconds. */
  readonly startedAt: number;
  /** Milliseconds since the invocation began. */
  elapsedMs(): number;
  /** Milliseconds that may still be waited; never below 0. */
  remainingMs(): number;
  /** A budget of at most `ms` from now, that never outlasts this one. */
  share(ms: number): Budget;
}

/**
 * Starts the budget of one invocation.
 *
 * @param totalMs - The most that the reply may take, in milliseconds.
 */
export function startBudget(totalMs: number): Budget {
  const start = monotonicMs();
  return budgetUntil(start + totalMs - REPLY_MARGIN_MS, start, Date.now());
}

function budgetUntil(end: number, start: number, startedAt: number): Budget {
  return {
    startedAt,
    elapsedMs: () => monotonicMs() - start,
    remainingMs: () => Math.max(0, end - monotonicMs()),
    share: (ms) =>
      budgetUntil(Math.min(end, monotonicMs() + ms), start, startedAt),
  };
}
