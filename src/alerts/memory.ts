import { closedBreaker, type Breaker } from "../resilience/breaker";
import { emptyLedger, type ClaimLedger } from "./claim-ledger";

/** Claims leave a Sync that hangs alone for so long. */
const SYNC_COOLDOWN_MS = 10_000;

/** What a warm container remembers of alerts: a plain value. */
export interface AlertMemory {
  readonly ledger: ClaimLedger;
  /** Sync, as it answers to claims. */
  readonly sync: Breaker;
}

/** The memory of a cold container. */
export function emptyAlertMemory(): AlertMemory {
  return { ledger: emptyLedger(), sync: closedBreaker(SYNC_COOLDOWN_MS) };
}
