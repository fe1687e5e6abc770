import { monotonicMs } from "./clock";

/**
 * Kept back of every budget, so that a reply leaves in time even where the last wait took all
 * that it was given.
 */
const REPLY_MARGIN_MS = 50;

/** The one time budget of a whole reply: every wait inside an invocation takes its share of it. */
export interface Budget {
  /** Wall-clock start of the invocation, in Unix milliseconds. */
  readonly startedAt: number;
  /** Milliseconds since the invocation began. */
  elapsedMs(): number;
  /** Milliseconds that may still be waited; never below 0. */
  remainingMs(): number;
}

/**
 * Starts the budget of one invocation.
 *
 * @param totalMs - The most that the reply may take, in milliseconds.
 * @param now - A monotonic clock in milliseconds.
 */
export function startBudget(
  totalMs: number,
  now: () => number = monotonicMs,
): Budget {
  const startedAt = Date.now();
  const start = now();
  const elapsedMs = (): number => now() - start;
  return {
    startedAt,
    elapsedMs,
    remainingMs: () => Math.max(0, totalMs - REPLY_MARGIN_MS - elapsedMs()),
  };
}
