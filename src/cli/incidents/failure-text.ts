import type { Attempt, JournalRecord } from "../../journal/record";
import { formatUtc } from "../../text/utc";
import {
  describeChannel,
  describeOutcome,
  describeResult,
} from "../../text/words";
import { color } from "../terminal/color";

/** One failure, and below it each backup that was asked. */
export function failureText(record: JournalRecord): string {
  const { at, channel, from, to, errorCode, outcome, attempts, sid } = record;
  return [
    `${formatUtc(at)}  ${describeChannel(channel)} ${from ?? "?"} → ${to ?? "?"}`,
    `    ${errorCode ?? "no code"}, ${describeOutcome(outcome)}${sid === null ? "" : color.dim(`  ${sid}`)}`,
    ...attempts.map((attempt) => `    ${attemptText(attempt)}`),
  ].join("\n");
}

function attemptText({ origin, result, status, ms, cause }: Attempt): string {
  const details = [
    ...(cause === undefined ? [] : [cause]),
    ...(status === null ? [] : [`HTTP ${status}`]),
    `${ms} ms`,
  ];
  return `${origin} ${describeResult(result)} (${details.join(", ")})`;
}
