import type { FallbackRequest } from "../invocation/failed-request";
import type { Invocation } from "../invocation/start-invocation";
import { privacyOf } from "../journal/privacy";
import { journalRecord } from "../journal/record";
import { recover, type RecoveryTools } from "./recovery/recover";
import { chooseWords } from "./words";

/** What an answer needs of the world around it. */
export type AnswerTools = Omit<Invocation, "rest"> & RecoveryTools;

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
  const alert = startAlert(failure, budget);
  const { outcome, twiml } = await recover(request, tools);
  const record = journalRecord(failure, outcome, budget, privacyOf(settings));
  await Promise.all([
    writeRecord(record, budget).then((entry) => {
      log({ ...record, ...entry });
    }),
    alert.finish(record, budget),
  ]);
  return twiml ?? chooseWords(failure);
}
