/** So many failures in a row open a breaker. */
const FAILURES_IN_A_ROW = 2;

/**
 * A circuit breaker: what a warm container remembers of a server that may be down. A plain value;
 * its times are Unix milliseconds.
 */
export interface Breaker {
  failuresInARow: number;
  /** When the last failure ended, or the last probe began. */
  openedAt: number;
  /** How long the server is left alone from then on, once the row is long enough. */
  readonly cooldownMs: number;
}

/** A breaker that knows of no failure. */
export function closedBreaker(cooldownMs: number): Breaker {
  return { failuresInARow: 0, openedAt: 0, cooldownMs };
}

/**
 * Whether a server is left alone now. A clock that was put back ends the pause: it must not make
 * one longer.
 */
export function isOpen(breaker: Breaker, now: number): boolean {
  const agoMs = now - breaker.openedAt;
  return hasTripped(breaker) && agoMs >= 0 && agoMs < breaker.cooldownMs;
}

/**
 * Takes leave to ask a server: false while it is left alone. After a pause, the first that asks
 * is the probe: for all others the next pause begins, until the outcome is recorded.
 */
export function tryProbe(breaker: Breaker, now: number): boolean {
  if (isOpen(breaker, now)) return false;
  if (hasTripped(breaker)) breaker.openedAt = now;
  return true;
}

/** Records how asking ended: what is no failure of the server ends the row. */
export function recordOutcome(
  breaker: Breaker,
  isFailure: boolean,
  now: number,
): void {
  breaker.failuresInARow = isFailure ? breaker.failuresInARow + 1 : 0;
  if (isFailure) breaker.openedAt = now;
}

function hasTripped({ failuresInARow }: Breaker): boolean {
  return failuresInARow >= FAILURES_IN_A_ROW;
}
