import type { HttpOutcome } from "../http/send-http";
import { recordOutcome, tryProbe, type Breaker } from "../resilience/breaker";
import type { Budget } from "../resilience/budget";
import type { RestClient } from "../twilio/rest";
import type { Severity } from "./alert";
import {
  mayClaim,
  noteAsked,
  noteTaken,
  noteUntold,
  RETRY_MS,
  type ClaimLedger,
} from "./claim-ledger";

/**
 * A claim that has not come back by then is none: Sync is taken for unavailable. Longer than a
 * write to the journal, since giving up too early here wakes somebody twice.
 */
const CLAIM_TIMEOUT_MS = 3000;

/** Two windows, so that the Document outlives its own whatever the clocks say. */
const TTL_SECONDS_A_MINUTE = 2 * 60;

/**
 * How a claim ended: this invocation is to alert, another one is, nobody can say (then this one
 * is: better twice than never), or this container knew the answer, which is not to alert.
 */
export type Claim = "made" | "taken" | "unavailable" | "known";

/** One incident in one window, for those who are told of it. */
export interface ClaimedWindow {
  readonly audience: string;
  /** The incident's. */
  readonly key: string;
  readonly window: number;
}

/** Where claims are made, and what is known of them. */
export interface ClaimDesk {
  readonly syncServiceSid: string;
  readonly windowMinutes: number;
  /** Null where the platform gave no credentials. */
  readonly rest: RestClient | null;
  /** Sync, as it answers to claims. */
  readonly sync: Breaker;
  readonly ledger: ClaimLedger;
}

/** What two failures of one incident, of one severity, in one window have in common. */
export function nameClaim(
  { audience, key, window }: ClaimedWindow,
  severity: Severity,
): string {
  return `fallback-alert-${audience}-${key}-${severity}-${window}`;
}

/**
 * Claims by creating a Sync Document: it succeeds for one of all who try, and a name that is taken
 * is an answer. What this container knows already is no promise. Never rejects.
 */
export function claim(
  desk: ClaimDesk,
  claimed: ClaimedWindow,
  severity: Severity,
  budget: Budget,
): Promise<Claim> | "known" {
  const name = nameClaim(claimed, severity);
  const { ledger } = desk;
  if (!mayClaim(ledger, name, Date.now())) return "known";
  noteAsked(ledger, name, claimed.window, Date.now());
  return ask(desk, name, budget);
}

async function ask(
  desk: ClaimDesk,
  name: string,
  budget: Budget,
): Promise<Claim> {
  const ended = await create(desk, name, budget);
  if (ended === "taken") noteTaken(desk.ledger, name, Date.now());
  return ended;
}

/**
 * Gives up a claim whose alert nobody took: it lives on for a minute, and then the next failure
 * may try again.
 */
export async function giveUpClaim(
  desk: ClaimDesk,
  claimed: ClaimedWindow,
  severity: Severity,
  ended: Claim,
  budget: Budget,
): Promise<void> {
  if (ended === "taken" || ended === "known") return;
  const name = nameClaim(claimed, severity);
  noteUntold(desk.ledger, name, Date.now());
  if (ended === "made")
    await desk.rest?.post(
      "sync",
      `${documentsPath(desk)}/${name}`,
      { Ttl: String(RETRY_MS / 1000) },
      budget.remainingMs(),
    );
}

async function create(
  desk: ClaimDesk,
  name: string,
  budget: Budget,
): Promise<Claim> {
  const { rest, sync, windowMinutes } = desk;
  if (rest === null || !tryProbe(sync, Date.now())) return "unavailable";
  const share = budget.share(
    Math.min(budget.remainingMs() / 2, CLAIM_TIMEOUT_MS),
  );
  const outcome = await rest.post(
    "sync",
    documentsPath(desk),
    { UniqueName: name, Ttl: String(windowMinutes * TTL_SECONDS_A_MINUTE) },
    share.remainingMs(),
  );
  recordOutcome(sync, outcome.kind === "timeout", Date.now());
  return readClaim(outcome);
}

function documentsPath({ syncServiceSid }: ClaimDesk): string {
  return `/v1/Services/${syncServiceSid}/Documents`;
}

function readClaim(outcome: HttpOutcome): Claim {
  if (outcome.kind !== "response") return "unavailable";
  switch (outcome.status) {
    case 201:
      return "made";
    case 409:
      return "taken";
    default:
      return "unavailable";
  }
}
