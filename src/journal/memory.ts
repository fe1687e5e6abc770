/** So many writes given up in a row, and Sync is left alone for a while. */
const GIVEN_UP_IN_A_ROW = 2;

/** For so long; then one write probes. */
const REST_MS = 10_000;

/** What a warm container remembers of Sync: a plain value. Times are Unix milliseconds. */
export interface JournalMemory {
  givenUpInARow: number;
  restsUntil: number;
}

/** The memory of a cold container. */
export function emptyJournalMemory(): JournalMemory {
  return { givenUpInARow: 0, restsUntil: 0 };
}

/**
 * Whether a write may be tried now. After a rest, the first that asks is the probe: it starts the
 * next rest for the others, until its outcome is noted.
 */
export function mayWrite(memory: JournalMemory, now: number): boolean {
  if (memory.givenUpInARow < GIVEN_UP_IN_A_ROW) return true;
  if (now < memory.restsUntil) return false;
  memory.restsUntil = now + REST_MS;
  return true;
}

/** Notes how a write ended: given up, or with an answer (be it a refusal), which ends the row. */
export function noteWrite(
  memory: JournalMemory,
  isGivenUp: boolean,
  now: number,
): void {
  memory.givenUpInARow = isGivenUp ? memory.givenUpInARow + 1 : 0;
  if (isGivenUp) memory.restsUntil = now + REST_MS;
}
