import type { AttemptResult } from "../../../src/journal/record";
import type { FailedAttempt } from "../servers/misbehaviours";

/** A backup, and how an attempt at it ends. */
export interface AskedBackup {
  readonly origin: string;
  /** Null where it answers those whom it can help. */
  readonly fails: FailedAttempt | null;
}

/** So many failures in a row, and a container leaves an origin alone. */
const FAILURES_IN_A_ROW = 2;

/**
 * The attempts that one container is to make, from one failed webhook to the next.
 *
 * @param backups - In the order to ask.
 */
export function expectedAttempts(backups: readonly AskedBackup[]) {
  const failures = new Map<string, number>();
  return (isHelped: boolean): unknown[] => {
    const attempts: unknown[] = [];
    for (const { origin, fails } of backups) {
      const before = failures.get(origin) ?? 0;
      if (before >= FAILURES_IN_A_ROW) continue;
      const { result, status } = fails ?? answers(isHelped);
      const ms = expect.any(Number) as number;
      attempts.push({ origin, result, status, ms });
      if (isServersFault(result, status)) failures.set(origin, before + 1);
      if (result === "twiml") break;
    }
    return attempts;
  };
}

function answers(isHelped: boolean) {
  return isHelped
    ? ({ result: "twiml", status: 200 } as const)
    : ({ result: "http-error", status: 404 } as const);
}

function isServersFault(result: AttemptResult, status: number | null): boolean {
  if (result === "http-error") return status !== null && status >= 500;
  return result === "unreachable" || result === "timeout";
}
