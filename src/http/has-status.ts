import type { HttpOutcome } from "./send-http";

/** Whether an answer came, and with this status. */
export function hasStatus(outcome: HttpOutcome, status: number): boolean {
  return outcome.kind === "response" && outcome.status === status;
}
