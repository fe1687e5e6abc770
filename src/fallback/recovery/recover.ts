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
import { findSigningToken, type TokenMemory } from "./signing-token";
import type { RestClient } from "../../twilio/rest";
import { candidates } from "./candidates";

/** An origin that failed twice in a row is left alone for so long; then one attempt probes it. */
const COOLDOWN_MS = 30_000;
/** What attempts leave of the budget for the journal. */
const JOURNAL_SHARE_MS = 500;
/** With less time, nothing is asked. */
const MIN_ATTEMPT_MS = 100;

/** What a server, or the gateway before it, says where it answers nobody. */
const OVERLOADED = new Set([502, 503, 504]);

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
  readonly tokens: TokenMemory;
  /** Null where the platform gave no credentials. */
  readonly rest: RestClient | null;
  /** Whether an address is one of this machine or of a private network. */
  readonly isPrivateAddress: (address: string) => boolean;
}

/** How recovery ended: with the document to relay, or null where nobody answered. */
export interface Recovery {
  readonly outcome: Exclude<Outcome, { outcome: "reported" }>;
  readonly twiml: string | null;
}

/**
 * Asks each candidate in order, one at a time, until one answers. An attempt gets an equal share
 * of the time that is left, so that the last is not starved by the first.
 */
export async function recover(
  request: FallbackRequest,
  tools: RecoveryTools,
): Promise<Recovery> {
  const { failure } = request;
  const { settings, budget } = tools;
  if (!request.mayAskOthers || failure.errorUrl === null) return NOBODY_ASKED;
  const waiting = candidates(failure.errorUrl, settings);
  if (waiting.length === 0) return NOBODY_ASKED;
  const attempts: Attempt[] = [];
  const channel = failure.channel === "messaging" ? "messaging" : "voice";
  // A rehearsal is to tell how a backup is, whatever was seen of it, and to change nothing.
  const origins = failure.rehearsal
    ? new Map<string, Breaker>()
    : tools.origins;
  const original = { ...request, failedOrigin: failure.errorUrl.origin };
  const asking = {
    ...settings,
    authToken: await findSigningToken(
      failure.accountSid,
      settings.twilio,
      tools.rest,
      tools.tokens,
      budget.share(budget.remainingMs() - JOURNAL_SHARE_MS),
    ),
    isPrivateAddress: tools.isPrivateAddress,
  };

  for (const [index, candidate] of waiting.entries()) {
    const leftMs = budget.remainingMs() - JOURNAL_SHARE_MS;
    if (leftMs < MIN_ATTEMPT_MS) break;
    const { origin } = candidate.base;
    const breaker = breakerFor(origin, origins);
    if (!tryProbe(breaker, Date.now())) continue;
    const others = waiting
      .slice(index + 1)
      .filter(
        ({ base }) => !isOpen(breakerFor(base.origin, origins), Date.now()),
      );
    const fairMs = Math.max(leftMs / (1 + others.length), MIN_ATTEMPT_MS);
    const share = budget.share(Math.min(settings.attemptTimeoutMs, fairMs));

    const startedAt = monotonicMs();
    const ended = await attempt(candidate, original, channel, asking, share);
    const ms = Math.round(monotonicMs() - startedAt);
    const { result, status } = ended;
    const cause = "cause" in ended ? { cause: ended.cause } : {};
    attempts.push({ origin, result, status, ms, ...cause });
    recordOutcome(breaker, isServersFault(ended), Date.now());
    if ("twiml" in ended) {
      return {
        outcome: { outcome: "recovered", recoveredBy: origin, attempts },
        twiml: ended.twiml,
      };
    }
    if (channel === "messaging" && isSuccess(status)) break;
  }
  return nobody(attempts);
}

/** The recovery of what nobody may be asked about. */
export const NOBODY_ASKED: Recovery = nobody([]);

function nobody(attempts: readonly Attempt[]): Recovery {
  return { outcome: { outcome: "apologized", attempts }, twiml: null };
}

/** A message that was taken must not be given to another, whatever the answer was like. */
function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status <= 299;
}

function breakerFor(origin: string, origins: OriginMemory): Breaker {
  const known = origins.get(origin);
  if (known) return known;
  const [oldest] = origins.keys();
  if (origins.size >= MAX_ORIGINS && oldest !== undefined)
    origins.delete(oldest);
  const breaker = closedBreaker(COOLDOWN_MS);
  origins.set(origin, breaker);
  return breaker;
}

/**
 * Whether the next request to this origin would likely fare no better. Other errors, a 500 among
 * them, may be of this one request, and must not take the backup from all others.
 */
function isServersFault({ result, status }: AttemptOutcome): boolean {
  return (
    result === "unreachable" ||
    result === "timeout" ||
    (result === "http-error" && OVERLOADED.has(status ?? 0))
  );
}
