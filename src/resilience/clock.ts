/** Milliseconds on a clock that never jumps. (`performance` would load ten modules first.) */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** When an invocation began, and how long it has been going on. */
export interface Clock {
  /** Wall-clock start, in Unix milliseconds. */
  readonly startedAt: number;
  /** Milliseconds since then. */
  elapsedMs(): number;
}

/** Starts the clock of one invocation. */
export function startClock(): Clock {
  const start = monotonicMs();
  return { startedAt: Date.now(), elapsedMs: () => monotonicMs() - start };
}
