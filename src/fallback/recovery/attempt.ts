import type { AttemptResult } from "../../journal/record";
import type { Budget } from "../../resilience/budget";
import { askCandidate, type Answer, type AskSettings } from "./ask-candidate";
import type { Candidate } from "./candidates";
import { tellCause } from "./cause";
import { judgeAnswer } from "./judge-answer";
import { rebaseTwiml } from "./rebase-twiml";
import type { OriginalRequest } from "./signed-request";
import { textAsTwiml } from "./text-as-twiml";

/** Who is to get the answer. */
export type AnswerChannel = "voice" | "messaging";

/** How an attempt ended; `status` is that of the last status line that came. */
export type AttemptOutcome =
  | {
      readonly result: "twiml" | "text" | "empty";
      readonly status: number;
      /** The document to relay. */
      readonly twiml: string;
    }
  | AttemptFailure;

/** Why there is nothing to relay. */
export interface AttemptFailure {
  readonly result: Exclude<AttemptResult, "twiml" | "text" | "empty">;
  readonly status: number | null;
  /** At most 80 characters of ASCII, without a secret and without a word of the caller's. */
  readonly cause: string;
}

/** Asks one candidate, and makes of its answer what Twilio is to get. */
export async function attempt(
  candidate: Candidate,
  request: OriginalRequest,
  channel: AnswerChannel,
  settings: AskSettings,
  budget: Budget,
): Promise<AttemptOutcome> {
  const answer = await askCandidate(candidate, request, settings, budget);
  const ended = "result" in answer ? answer : read(answer, candidate, channel);
  return "twiml" in ended
    ? ended
    : { ...ended, cause: tellCause(ended.cause, candidate, request, settings) };
}

function read(
  { url, status, headers, body }: Answer,
  { base, movesFrom }: Candidate,
  channel: AnswerChannel,
): AttemptOutcome {
  const judged = judgeAnswer(channel, status, headers, body);
  switch (judged.result) {
    case "twiml": {
      const context = { documentUrl: url, base, movesFrom };
      const twiml = rebaseTwiml(judged.document, context);
      return twiml === null
        ? { result: "too-large", status, cause: "over 64 KiB when rebased" }
        : { result: "twiml", status, twiml };
    }
    case "text":
      return {
        result: "text",
        status,
        twiml: textAsTwiml(judged.text, channel),
      };
    case "empty":
      return { result: "empty", status, twiml: "<Response/>" };
    default:
      return { ...judged, status };
  }
}
