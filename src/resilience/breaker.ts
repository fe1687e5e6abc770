/** So many failures in a row open a breaker. */
const FAILURES_IN_A_ROW = 2;

/**
 * A circuit breaker: what a warm container remembers of a server that may be down. A plain value;
 * its times are Unix milliseconds.
 */
export interface Breaker {
  failuresInARow: number;
  /** Nothing is asked before, once the row is long enough. */
  openUntil: number;
}

/** A breaker that knows of no failure. */
export function closedBreaker(): Breaker {
  return { failuresInARow: 0, openUntil: 0 };
}

/** Whether a server is left alone now. */
export function isOpen(breaker: Breaker, now: number): boolean {
  return breaker.failuresInARow >= FAILURES_IN_A_ROW && now < breaker.openUntil;
}

/**
 * Whether a server may be asked now. After a rest, the first that asks is the probe: it starts
 * the next rest for all others, until its outcome is noted.
 */
export function mayAsk(breaker: Breaker, restMs: number, now: number): boolean {
  if (isOpen(breaker, now)) return false;
  if (breaker.failuresInARow >= FAILURES_IN_A_ROW) {
    breaker.openUntil = now + restMs;
  }
  return true;
}

/** Notes how asking ended: what is no failure of the server ends the row. */
export function noteOutcome(
  breaker: Breaker,
  isFailure: boolean,
  restMs: number,
  now: number,
): void {
  breaker.failuresInARow = isFailure ? breaker.failuresInARow + 1 : 0;
  if (isFailure) breaker.openUntil = now + restMs;
}
