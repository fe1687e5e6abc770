import type { FallbackRequest } from "../invocation/failed-request";
import type { Invocation } from "../invocation/start-invocation";
import { privacyOf } from "../journal/privacy";
import { journalRecord } from "../journal/record";
import { lastWords, SILENCE } from "./last-words";
import { NOBODY_ASKED, recover, type RecoveryTools } from "./recovery/recover";
import { tellOnce, type ToldMemory } from "./tell-once";

/** What an answer needs of the world around it. */
export interface AnswerTools extends Invocation, RecoveryTools {
  readonly settings: Invocation["settings"];
  readonly told: ToldMemory;
}

/**
 * The story of one failed webhook: the call goes on at a backup, or the person gets our last
 * words, and we get a record and are told. Returns TwiML.
 */
export async function answer(
  request: FallbackRequest,
  tools: AnswerTools,
): Promise<string> {
  const { settings, budget, writeRecord, startAlert, log } = tools;
  const { failure } = request;
  const privacy = privacyOf(settings);
  const alert = startAlert(failure, budget);
  const words = lastWords(request);
  const { twiml, ...ended } = words.mayRecover
    ? await recover(request, tools)
    : NOBODY_ASKED;
  const outcome =
    twiml === null
      ? { ...ended.outcome, outcome: words.outcome }
      : ended.outcome;
  const record = journalRecord(failure, outcome, budget, privacy);

  const desk = { ...tools, syncServiceSid: settings.syncServiceSid };
  const isAsked = twiml === null && words.isOnceAnHour;
  const [maySpeak] = await Promise.all([
    isAsked ? tellOnce(failure, privacy, desk, budget) : true,
    writeRecord(record, budget).then((entry) => {
      log({ ...record, ...entry });
    }),
    alert.finish(record, budget),
  ]);
  return twiml ?? (maySpeak ? words.twiml : SILENCE);
}
