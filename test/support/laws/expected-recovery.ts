import type { AttemptResult } from "../../../src/journal/record";
import type { TwimlChannel } from "../../../src/twilio/check-twiml";
import type { FailedAttempt } from "../servers/misbehaviours";

/** A backup, and how an attempt at it ends. */
export interface AskedBackup {
  readonly origin: string;
  /** Null where it answers those whom it can help. */
  readonly fails: FailedAttempt | null;
}

/** What is to come of one failed webhook. */
export interface ExpectedRecovery {
  readonly attempts: readonly unknown[];
  /** Null where nobody answered. */
  readonly recoveredBy: string | null;
  /** Whether its answer is a document; or says nothing of a message that was taken. */
  readonly isDocument: boolean;
}

/** So many failures in a row, and a container leaves an origin alone. */
const FAILURES_IN_A_ROW = 2;

/**
 * What one container is to make, from one failed webhook to the next.
 *
 * @param backups - In the order to ask.
 */
export function expectedRecovery(
  channel: TwimlChannel,
  backups: readonly AskedBackup[],
) {
  const failures = new Map<string, number>();
  return (isHelped: boolean): ExpectedRecovery => {
    const attempts: unknown[] = [];
    for (const { origin, fails } of backups) {
      const before = failures.get(origin) ?? 0;
      if (before >= FAILURES_IN_A_ROW) continue;
      const { result, status } = fails
        ? asSeenBy(channel, fails)
        : answers(isHelped);
      const isAnswer = result === "twiml" || result === "empty";
      attempts.push({
        origin,
        result,
        status,
        ms: expect.any(Number) as number,
        ...(!isAnswer && {
          cause: expect.stringMatching(/^[ -~]{1,80}$/) as string,
        }),
      });
      if (isServersFault(result, status)) failures.set(origin, before + 1);
      if (isAnswer)
        return {
          attempts,
          recoveredBy: origin,
          isDocument: result === "twiml",
        };
      // A message that was taken is given to no other.
      if (channel === "messaging" && isTaken(status)) break;
    }
    return { attempts, recoveredBy: null, isDocument: false };
  };
}

type Ended = Readonly<{ result: AttemptResult; status: number | null }>;

function answers(isHelped: boolean): Ended {
  return isHelped
    ? { result: "twiml", status: 200 }
    : { result: "http-error", status: 404 };
}

function asSeenBy(channel: TwimlChannel, { result, status }: Ended): Ended {
  return channel === "messaging" && status === 204
    ? { result: "empty", status }
    : { result, status };
}

function isTaken(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

function isServersFault(result: AttemptResult, status: number | null): boolean {
  if (result === "http-error") return status !== null && OVERLOADED.has(status);
  return result === "unreachable" || result === "timeout";
}

const OVERLOADED = new Set([502, 503, 504]);
