import { count, countFailures } from "../../../text/count";
import { color } from "../../terminal/color";
import { wrapLines } from "../../terminal/fill";
import { describeWords } from "../../words/describe-words";
import type { ExaminedWords } from "../../words/examine-words";
import type { PlayedWords } from "../../words/play-words";
import type { BroughtBack } from "./bring-back";
import type { Burst } from "./burst";
import type { DrillRow } from "./play";
import type { Look } from "./report";

/** How many messages came back, and what was wrong with it. */
export function broughtBackText(
  { messages, answered, optedOut, broken }: BroughtBack,
  { columns }: Look,
): string {
  return [
    `\n${color.bold("After the outage")}`,
    wrapLines(
      `The primary is back, and is given ${count(messages, "message")} that it missed. ${answered} of them were answered${optedOut > 0 ? `; nothing is sent to ${optedOut} who wrote STOP` : ""}.`,
      columns,
    ),
    ...broken.map((fault) => wrapLines(color.red(`✖ ${fault}`), columns)),
  ].join("\n");
}

/** Our words, whole, on every way to their end. */
export function wordsText(
  played: readonly PlayedWords[],
  { columns }: Look,
): string {
  return `\n${color.bold("Our words")}\n${describeWords(played, columns)}`;
}

/** All that was played. */
export interface DrillResult {
  readonly rows: readonly DrillRow[];
  readonly burst: Burst | null;
  readonly broughtBack: BroughtBack | null;
  readonly words: Pick<ExaminedWords, "isWell">;
}

/** What a tired person wants to know: what was proven. */
export function summary(result: DrillResult, { columns }: Look): string {
  return wrapLines(["", ...verdict(result)].join("\n"), columns);
}

function verdict({ rows, burst, broughtBack, words }: DrillResult): string[] {
  const broken = rows.filter((row) => row.broken.length > 0);
  const names = broken.map(({ channel, scenario }) => `${channel} ${scenario}`);
  const faults = [
    broken.length > 0 &&
      `${broken.length} of ${rows.length} scenarios broke a law: ${names.join(", ")}.`,
    burst !== null &&
      burst.broken.length > 0 &&
      "Not everybody was told once, as said above.",
    broughtBack !== null &&
      broughtBack.broken.length > 0 &&
      "Not every message was brought back, as said above.",
    !words.isWell && "Twilio would not play our words, as said above.",
  ].filter((fault) => fault !== false);
  return faults.length > 0
    ? faults.map((fault) => color.red(`✖ ${fault}`))
    : proven(rows, burst, broughtBack).map((one) => color.green(`✔ ${one}`));
}

function proven(
  rows: readonly DrillRow[],
  burst: Burst | null,
  broughtBack: BroughtBack | null,
): string[] {
  const failures = rows.filter(({ ms }) => ms !== null);
  if (failures.length === 0) return ["No failure, and no fallback was asked."];
  const slowest = Math.max(...failures.map(({ ms }) => ms ?? 0));
  const endedIn = (outcome: DrillRow["outcome"]) =>
    failures.filter((row) => row.outcome === outcome).length;
  const inSync = failures.filter(({ journaled }) => journaled === "sync");
  const lost = failures.length - inSync.length;
  return [
    `${countFailures(failures.length)}: each reply was TwiML that Twilio takes, the slowest in ${slowest} ms.`,
    `${endedIn("recovered")} went on at a backup, ${endedIn("apologized")} got our words.`,
    `Nothing was lost: ${count(inSync.length, "record")} in Sync${lost > 0 ? `, ${lost} in the log` : ""}.`,
    ...(burst
      ? [
          `${burst.calls} failures at once: each of ${burst.told.length} notifiers told once.`,
        ]
      : []),
    ...(broughtBack
      ? [
          `${count(broughtBack.messages, "message")} brought back to the primary, ${broughtBack.answered} answered.`,
        ]
      : []),
  ];
}
