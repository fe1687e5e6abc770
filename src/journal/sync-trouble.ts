import type { HttpOutcome } from "../http/send-http";

/** Why Sync did not do what it was asked, in words. */
export function describeTrouble(outcome: HttpOutcome): string {
  switch (outcome.kind) {
    case "timeout":
      return "Sync did not answer in time";
    case "unreachable":
      return `Sync is unreachable: ${outcome.cause}`;
    case "too-large":
      return "Sync's answer was too large";
    case "response":
      return `Sync answered ${outcome.status}`;
  }
}
