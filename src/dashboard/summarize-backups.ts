import { describeResult } from "../text/words";
import type { Attempt, Failure } from "./client/feed";

/** How one backup did in an incident. */
export interface BackupSummary {
  readonly origin: string;
  readonly answered: number;
  readonly attempts: number;
  /** Why it did not answer, and how often, the most frequent first. */
  readonly causes: readonly (readonly [words: string, times: number])[];
}

const ANSWERS = new Set(["twiml", "text", "empty"]);

/** Whether an attempt had an answer that was of use. */
export function isAnswer({ result }: Pick<Attempt, "result">): boolean {
  return ANSWERS.has(result);
}

/** Adds up how each backup did, in the order in which they were tried first. Pure. */
export function summarizeBackups(
  failures: readonly Pick<Failure, "attempts">[],
): BackupSummary[] {
  const backups = new Map<string, Attempt[]>();
  for (const attempt of failures.flatMap(({ attempts }) => attempts)) {
    const own = backups.get(attempt.origin) ?? [];
    backups.set(attempt.origin, own);
    own.push(attempt);
  }
  return [...backups].map(([origin, attempts]) => ({
    origin,
    answered: attempts.filter(isAnswer).length,
    attempts: attempts.length,
    causes: countCauses(attempts.filter((attempt) => !isAnswer(attempt))),
  }));
}

function countCauses(failed: readonly Attempt[]): BackupSummary["causes"] {
  const causes = new Map<string, number>();
  for (const words of failed.map(describeCause))
    causes.set(words, (causes.get(words) ?? 0) + 1);
  return [...causes].toSorted(([, one], [, other]) => other - one);
}

function describeCause({ result, status, cause }: Attempt): string {
  const detail = cause ?? (status === null ? null : String(status));
  return detail === null
    ? describeResult(result)
    : `${describeResult(result)} (${detail})`;
}
