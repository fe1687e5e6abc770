import type { JournalRecord } from "../../../journal/record";
import { errorTitle } from "../../../twilio/error-codes";
import { brokenByReply } from "../laws";
import type { DrillRow } from "../local/play";
import type { Found } from "./find-records";
import type { Rehearsal } from "./rehearsal";
import type { Rehearsed } from "./rehearse";

/** One rehearsal of a deployed service: what came of it, and which law was broken. */
export interface RehearsalRow
  extends
    Pick<Rehearsal, "channel" | "method" | "errorUrl" | "asksBackups" | "sid">,
    Pick<DrillRow, "heard" | "outcome" | "recoveredBy" | "attempts"> {
  readonly error: { readonly code: number; readonly title: string | null };
  /** The whole time, with the network's. */
  readonly ms: number;
  /** `missing` where it may be in the Function's log; null where Sync could not be read. */
  readonly journaled: "sync" | "missing" | null;
  /** Whether its record says that it is a rehearsal; null where there is none. */
  readonly isMarked: boolean | null;
  /** The laws that were broken, in words; none where all is well. */
  readonly broken: readonly string[];
}

/** Judges a rehearsal by its reply and by what Sync holds of it. */
export function judgeRehearsal(
  rehearsed: Rehearsed,
  { records, isWhole }: Found,
  budgetMs: number,
): RehearsalRow {
  const { rehearsal, heard, ms } = rehearsed;
  const { channel, method, errorCode, errorUrl, asksBackups, sid } = rehearsal;
  const [record, ...copies] = records.filter((one) => one.sid === sid);
  const missing = isWhole ? "missing" : null;
  return {
    channel,
    method,
    error: { code: errorCode, title: errorTitle(errorCode) },
    errorUrl,
    asksBackups,
    sid,
    heard,
    ms,
    journaled: record ? "sync" : missing,
    isMarked: record ? record.rehearsal === true : null,
    outcome: record?.outcome ?? null,
    recoveredBy: record?.recoveredBy ?? null,
    attempts: record?.attempts ?? [],
    broken: [
      ...brokenByReply(rehearsed, budgetMs),
      ...(!record && isWhole
        ? ["not in Sync: look in the Function's log"]
        : []),
      ...(copies.length > 0
        ? [`it stands in Sync ${copies.length + 1} times`]
        : []),
      ...(record ? brokenByRecord(rehearsal, record) : []),
    ],
  };
}

function brokenByRecord(
  { channel, errorCode, asksBackups }: Rehearsal,
  record: JournalRecord,
): string[] {
  const wasAsked = record.attempts.length > 0;
  return [
    record.rehearsal !== true &&
      "its record is not marked as a rehearsal, and counts in an incident",
    (record.channel !== channel || record.errorCode !== errorCode) &&
      `its record says ${record.channel} ${record.errorCode ?? "without a code"}`,
    !asksBackups && wasAsked && "a backup was asked, which only --backups may",
    asksBackups &&
      !wasAsked &&
      "no backup was asked: is BACKUP_ORIGINS set where it is deployed? (A server that failed twice is left alone for 30 s.)",
    asksBackups &&
      wasAsked &&
      record.outcome !== "recovered" &&
      "no backup answered: callers would hear the error message",
  ].filter((law) => law !== false);
}
