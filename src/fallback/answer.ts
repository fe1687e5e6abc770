import type { StartAlert } from "../alerts/start-alert";
import { journalRecord, type JournalRecord } from "../journal/record";
import type { JournalEntry, WriteRecord } from "../journal/sync-journal";
import type { Settings } from "../settings/settings";
import { apology } from "./words";
import { recover, type RecoveryTools } from "./recovery/recover";
import type { FallbackRequest } from "../invocation/failed-request";

/** What an answer needs of the world around it. */
export interface AnswerTools extends RecoveryTools {
  readonly settings: RecoveryTools["settings"] & Pick<Settings, "pii">;
  readonly writeRecord: WriteRecord;
  readonly startAlert: StartAlert;
  /** Takes the record of the failure and what became of it: the Function's log. */
  readonly log: (entry: JournalRecord & JournalEntry) => void;
}

/**
 * The story of one failed webhook: the call goes on at a backup, or the caller gets an apology,
 * and we get a record and are told. Returns TwiML.
 */
export async function answer(
  request: FallbackRequest,
  tools: AnswerTools,
): Promise<string> {
  const { settings, budget, writeRecord, startAlert, log } = tools;
  const { failure } = request;
  const alert = startAlert(failure, budget.remainingMs());
  const { outcome, twiml } = await recover(request, tools);
  const record = journalRecord(
    failure,
    outcome,
    { startedAt: budget.startedAt, ms: budget.elapsedMs() },
    settings.pii,
  );
  await Promise.all([
    writeRecord(record, budget.remainingMs()).then((entry) => {
      log({ ...record, ...entry });
    }),
    alert.finish(record, budget.remainingMs()),
  ]);
  return twiml ?? apology(failure.channel);
}
