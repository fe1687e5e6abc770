import { consoleLink } from "../../twilio/console-link";
import { errorTitle } from "../../twilio/error-codes";
import type { Incident } from "../../journal/incidents";
import type { Attempt, JournalRecord } from "../../journal/record";

/** Each of Twilio's codes with its title, the most frequent first. */
export function describeCodes({ errorCodes }: Incident): string[] {
  return Object.entries(errorCodes)
    .toSorted(([, one], [, other]) => other - one)
    .map(([code, times]) => {
      const title = errorTitle(Number(code));
      return `${code}${title === null ? "" : ` ${title}`} ×${times}`;
    });
}

/** A backup in an incident: how often it was asked, how often it answered, and why not. */
export interface BackupTally {
  readonly origin: string;
  readonly asked: number;
  readonly answered: number;
  /** Each reason with how often it came, the most frequent first. */
  readonly failures: readonly (readonly [reason: string, times: number])[];
}

const ANSWERED = new Set<Attempt["result"]>(["twiml", "text", "empty"]);

/** The backups that were asked, in the order in which they first were. Pure. */
export function tallyBackups(
  failures: readonly JournalRecord[],
): BackupTally[] {
  const attempts = failures.flatMap((failure) => failure.attempts);
  return [...new Set(attempts.map(({ origin }) => origin))].map((origin) => {
    const asked = attempts.filter((attempt) => attempt.origin === origin);
    const failed = asked.filter(({ result }) => !ANSWERED.has(result));
    const answered = asked.length - failed.length;
    const reasons = countEach(failed.map(describeAttempt));
    return { origin, asked: asked.length, answered, failures: reasons };
  });
}

function countEach(texts: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** Why an attempt failed: "http-error 502", "unreachable (ECONNREFUSED)". */
export function describeAttempt({ result, status, cause }: Attempt): string {
  const words = status === null ? result : `${result} ${status}`;
  return cause === undefined ? words : `${words} (${cause})`;
}

/** The Console's page on what failed; its SID, or nothing, where there is none. */
export function linkTo({ sid }: JournalRecord): string {
  return sid === null ? "" : (consoleLink(sid) ?? sid);
}
