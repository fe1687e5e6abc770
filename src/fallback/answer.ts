import type { Budget } from "../budget";
import { journalRecord, type JournalRecord } from "../journal/record";
import type { JournalEntry, WriteRecord } from "../journal/sync-journal";
import type { Settings } from "../settings";
import { apology } from "./apology";
import type { FallbackRequest } from "./request";

/** Kept back of the budget when the journal takes its share, for the reply to leave in time. */
const REPLY_MARGIN_MS = 50;

/** What an answer needs of the world around it. */
export interface AnswerTools {
  readonly settings: Pick<Settings, "pii">;
  readonly budget: Budget;
  readonly writeRecord: WriteRecord;
  /** Takes the record of the failure and what became of it: the Function's log. */
  readonly log: (entry: JournalRecord & JournalEntry) => void;
}

/** The story of one failed webhook: an answer for the caller, a record for us. Returns TwiML. */
export async function answer(
  { failure }: FallbackRequest,
  { settings, budget, writeRecord, log }: AnswerTools,
): Promise<string> {
  const record = journalRecord(
    failure,
    { outcome: "apologized", attempts: [] },
    { startedAt: budget.startedAt, ms: budget.elapsedMs() },
    settings.pii,
  );
  const entry = await writeRecord(
    record,
    budget.remainingMs() - REPLY_MARGIN_MS,
  );
  log({ ...record, ...entry });
  return apology(failure.channel);
}
