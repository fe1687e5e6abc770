import type { Attempt, JournalRecord } from "../../../journal/record";
import { describeResult } from "../../../text/words";
import type { Rehearsed } from "../deployed/rehearse";
import { brokenByReply } from "../laws";

/**
 * Why the backup of a primary would not do, in words; none where it would.
 *
 * @param record - What Sync holds of the rehearsal; null where it holds nothing.
 */
export function judgeBackup(
  rehearsed: Rehearsed,
  record: JournalRecord | null,
  budgetMs: number,
): string[] {
  const reply = brokenByReply(rehearsed, budgetMs);
  if (record === null)
    return [...reply, "its record is not in Sync: what was asked is unknown"];
  if (record.outcome === "recovered") return reply;
  if (record.attempts.length === 0)
    return [...reply, "no backup was asked: none of BACKUP_ORIGINS serves it"];
  return [...reply, ...record.attempts.map(describeAttempt)];
}

/** What a backup did, and what that may mean. */
function describeAttempt({ origin, result, status, cause }: Attempt): string {
  const details = [
    ...(status === null ? [] : [String(status)]),
    ...(cause === undefined || cause === "" ? [] : [cause]),
  ];
  const why = details.length > 0 ? ` (${details.join(", ")})` : "";
  return `${origin} ${describeResult(result)}${why}${hint({ result, status })}`;
}

function hint({ result, status }: Pick<Attempt, "result" | "status">): string {
  if (status === 401 || status === 403)
    return ": does it check signatures with another auth token?";
  if (status === 404 || status === 405)
    return ": does it serve the same paths?";
  return result === "not-twiml" ? ": a page, or a login?" : "";
}
