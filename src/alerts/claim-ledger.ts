/**
 * What nobody took is tried again after so long, once, however many calls fail meanwhile. What
 * another container claimed is asked for again then: it may have come to nothing.
 */
export const RETRY_MS = 60_000;

/** What a container knows of one claim. */
interface Entry {
  /** Asked for, taken by another container, or made by this one for an alert that nobody took. */
  readonly state: "asked" | "taken" | "untold";
  /** Unix milliseconds. */
  readonly at: number;
}

/** What a container knows of the claims of one window, by their names. A plain value. */
export interface ClaimLedger {
  window: number;
  readonly entries: Map<string, Entry>;
}

/** A ledger that knows of no claim. */
export function emptyLedger(): ClaimLedger {
  return { window: 0, entries: new Map() };
}

/** Whether a claim is worth asking for: this container does not know the answer. */
export function mayClaim(
  ledger: ClaimLedger,
  name: string,
  now: number,
): boolean {
  const entry = ledger.entries.get(name);
  if (entry === undefined) return true;
  const agoMs = now - entry.at;
  return entry.state !== "asked" && (agoMs < 0 || agoMs >= RETRY_MS);
}

/** Notes that a claim is asked for. Nothing is kept of other windows. */
export function noteAsked(
  ledger: ClaimLedger,
  name: string,
  window: number,
  now: number,
): void {
  if (window !== ledger.window) {
    ledger.window = window;
    ledger.entries.clear();
  }
  ledger.entries.set(name, { state: "asked", at: now });
}

/** Notes that another container has the claim. */
export function noteTaken(
  ledger: ClaimLedger,
  name: string,
  now: number,
): void {
  ledger.entries.set(name, { state: "taken", at: now });
}

/** Notes that nobody took the alert that was claimed. */
export function noteUntold(
  ledger: ClaimLedger,
  name: string,
  now: number,
): void {
  ledger.entries.set(name, { state: "untold", at: now });
}

/** Whether another container is known to have the claim. */
export function isTaken(ledger: ClaimLedger, name: string): boolean {
  return ledger.entries.get(name)?.state === "taken";
}
