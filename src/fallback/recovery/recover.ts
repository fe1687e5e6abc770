import type { Budget } from "../../resilience/budget";
import { monotonicMs } from "../../resilience/clock";
import type { Attempt, Outcome } from "../../journal/record";
import type { Settings } from "../../settings/settings";
import {
  closedBreaker,
  isOpen,
  recordOutcome,
  tryProbe,
  type Breaker,
} from "../../resilience/breaker";
import type { FallbackRequest } from "../../invocation/failed-request";
import { attempt, type AttemptOutcome } from "./attempt";
import { candidates } from "./candidates";

/** An origin that failed twice in a row is left alone for so long; then one attempt probes it. */
const COOLDOWN_MS = 30_000;
/** What attempts leave of the budget for the journal. */
const JOURNAL_SHARE_MS = 500;
/** With less time, nothing is asked. */
const MIN_ATTEMPT_MS = 100;

/** More than are ever set up; with `RETRY_FAILED_URL`, each origin that fails is one too. */
const MAX_ORIGINS = 100;

/** What a warm container remembers of the origins that it asked: a plain value. */
export type OriginMemory = Map<string, Breaker>;

/** What recovery needs of the world around it. */
export interface RecoveryTools {
  readonly settings: Pick<
    Settings,
    | "backupOrigins"
    | "backupMethod"
    | "retryFailedUrl"
    | "attemptTimeoutMs"
    | "domainName"
    | "twilio"
  >;
  readonly budget: Budget;
  readonly origins: OriginMemory;
}

/** How recovery ended: with the document to relay, or null where nobody answered. */
export interface Recovery {
  readonly outcome: Exclude<Outcome, { outcome: "reported" }>;
  readonly twiml: string | null;
}

/**
 * Asks each candidate in order, one at a time, until one answers with TwiML. An attempt gets an
 * equal share of the time that is left, so that the last is not starved by the first.
 */
export async function recover(
  request: FallbackRequest,
  { settings, budget, origins }: RecoveryTools,
): Promise<Recovery> {
  const attempts: Attempt[] = [];
  const waiting = request.mayAskOthers
    ? candidates(request.failure.errorUrl, settings)
    : [];
  const authToken = settings.twilio.credentials?.authToken ?? null;

  for (const [index, candidate] of waiting.entries()) {
    const leftMs = budget.remainingMs() - JOURNAL_SHARE_MS;
    if (leftMs < MIN_ATTEMPT_MS) break;
    const { origin } = candidate.base;
    const breaker = breakerOf(origin, origins);
    if (!tryProbe(breaker, Date.now())) continue;
    const others = waiting
      .slice(index + 1)
      .filter(
        ({ base }) => !isOpen(breakerOf(base.origin, origins), Date.now()),
      );

    const startedAt = monotonicMs();
    const ended = await attempt(
      candidate,
      request,
      { ...settings, authToken },
      Math.min(
        settings.attemptTimeoutMs,
        Math.max(leftMs / (1 + others.length), MIN_ATTEMPT_MS),
      ),
    );
    const { result, status } = ended;
    const ms = Math.round(monotonicMs() - startedAt);
    attempts.push({ origin, result, status, ms });
    recordOutcome(breaker, isServersFault(ended), Date.now());
    if (ended.result === "twiml") {
      return {
        outcome: { outcome: "recovered", recoveredBy: origin, attempts },
        twiml: ended.twiml,
      };
    }
  }
  return { outcome: { outcome: "apologized", attempts }, twiml: null };
}

function breakerOf(origin: string, origins: OriginMemory): Breaker {
  const known = origins.get(origin);
  if (known) return known;
  const [oldest] = origins.keys();
  if (origins.size >= MAX_ORIGINS && oldest !== undefined)
    origins.delete(oldest);
  const breaker = closedBreaker(COOLDOWN_MS);
  origins.set(origin, breaker);
  return breaker;
}

/** Whether the next request to this origin would likely fare no better. */
function isServersFault({ result, status }: AttemptOutcome): boolean {
  return (
    result === "unreachable" ||
    result === "timeout" ||
    (result === "http-error" && (status ?? 0) >= 500)
  );
}
