import type { Clock } from "../../../src/resilience/clock";

/** The clock of an invocation that began then, and has been going on for so long. */
export function clockAt(startedAt: number, ms: number): Clock {
  return { startedAt, elapsedMs: () => ms };
}
