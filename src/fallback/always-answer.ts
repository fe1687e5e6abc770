import { journalRecord } from "../journal/record";
import { answer, type AnswerTools } from "./answer";
import { apology } from "./words";
import type { FallbackRequest } from "../invocation/failed-request";

/** Beyond the budget's end, within its margin: the waits inside have ended by then. */
const GRACE_MS = 25;

/**
 * Answers against the clock. Every wait inside has its own limit, so this only catches a mistake
 * in them, a bug or a story that does not end: the caller gets the apology all the same, and the
 * record, whole, goes to the log. Never throws.
 */
export async function alwaysAnswer(
  request: FallbackRequest,
  tools: AnswerTools,
  story: typeof answer = answer,
): Promise<string> {
  const { failure } = request;
  const { budget, settings } = tools;
  let isLogged = false;
  const log: AnswerTools["log"] = (entry) => {
    if (!isLogged) tools.log(entry);
    isLogged = true;
  };

  let timer: NodeJS.Timeout | undefined;
  const outOfTime = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("out of time"));
    }, budget.remainingMs() + GRACE_MS);
  });
  try {
    return await Promise.race([story(request, { ...tools, log }), outOfTime]);
  } catch (error) {
    const when = { startedAt: budget.startedAt, ms: budget.elapsedMs() };
    log({
      ...journalRecord(
        failure,
        { outcome: "apologized", attempts: [] },
        when,
        settings.pii,
      ),
      journaled: false,
      reason: String(error),
    });
    return apology(failure.channel);
  } finally {
    clearTimeout(timer);
  }
}
