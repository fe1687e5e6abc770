import type { TwimlChannel } from "../../../twilio/check-twiml";
import { color } from "../../terminal/color";
import type { Burst } from "./burst";
import {
  headingOf,
  lineOf,
  shorten,
  type Column,
} from "../../terminal/columns";
import type { DrillRow } from "./play";

const HEARD_WIDTH = 28;

const COLUMNS: readonly Column[] = [
  { title: "", width: 3 },
  { title: "What failed", width: 27 },
  { title: "Twilio's error", width: 31 },
  { title: "Heard or read", width: HEARD_WIDTH },
  { title: "Journaled", width: 11 },
  { title: "Alerted", width: 9 },
  { title: "Time", width: 9 },
];

const JOURNALED = {
  sync: "yes",
  log: "in the log",
  nowhere: color.red("NO"),
} as const;

/** The line above the rows of a channel. */
export function heading(channel: TwimlChannel): string {
  return headingOf(channel, COLUMNS);
}

/** One scenario as a line, or as a few where its words are many. */
export function rowText(row: DrillRow): string {
  const isBroken = row.broken.length > 0;
  const cells = lineOf(COLUMNS, [
    isBroken ? color.red("✖") : color.green("✔"),
    row.what,
    row.error
      ? `${row.error.code} ${row.error.title ?? ""}`
      : color.dim("none"),
    shorten(row.heard.join(" ") || "(nothing)", HEARD_WIDTH),
    row.journaled ? JOURNALED[row.journaled] : color.dim("no need"),
    alerted(row),
    row.ms === null ? color.dim("–") : `${row.ms} ms`,
  ]);
  return [
    cells,
    ...detailsOf(row).map((detail) => color.dim(`   ${detail}`)),
    ...row.broken.map((law) => color.red(`   ✖ ${law}`)),
  ].join("\n");
}

/** Whether somebody was told, or the failure is one of an incident that they know of. */
function alerted({ alerted, ms }: DrillRow): string {
  if (alerted.length > 0) return "yes";
  return color.dim(ms === null ? "no need" : "known");
}

/** What a burst of failures told whom. */
export function burstText({ calls, containers, told, broken }: Burst): string {
  return [
    `\n${color.bold("Alerts")}`,
    `${calls} calls fail at once, in ${containers} containers. Those on call are told:`,
    ...told.map(
      ({ notifier, words }) =>
        `${color.green(notifier.padEnd(9))} ${words.replaceAll("\n", `\n${" ".repeat(10)}`)}`,
    ),
    ...broken.map((fault) => color.red(`✖ ${fault}`)),
  ].join("\n");
}

/** Which backups were asked, and how a call of several steps went on. */
function detailsOf({ attempts, steps }: DrillRow): string[] {
  const asked = attempts.map(attemptText);
  if (steps.length < 2) return asked;
  return steps.flatMap(({ url, error, heard }, index) => [
    `${index + 1}. ${url}${error ? ` ${error.code}` : ""}`,
    ...(error ? asked.map((line) => `   ${line}`) : []),
    ...(heard.length > 0 ? [`   ${heard.join(" ")}`] : []),
  ]);
}

/** Whom an attempt asked, and what came of it. */
export function attemptText({
  origin,
  result,
  status,
  ms,
}: DrillRow["attempts"][number]): string {
  return `asked ${origin}: ${result}${status === null ? "" : ` ${status}`}, ${ms} ms`;
}

/** What a tired person wants to know. */
export function summary(rows: readonly DrillRow[]): string {
  const failures = rows.filter(({ ms }) => ms !== null);
  const broken = rows.filter((row) => row.broken.length > 0);
  const apologies = rows.filter(({ outcome }) => outcome === "apologized");
  const words = [...new Set(apologies.map(({ heard }) => heard.join(" ")))];
  const verdict =
    broken.length === 0
      ? color.green(`✔ ${praise(failures)}`)
      : color.red(
          `✖ ${broken.length} of ${rows.length} scenarios broke a law: ${broken.map(({ channel, scenario }) => `${channel} ${scenario}`).join(", ")}.`,
        );
  return ["", ...words.map((text) => `In full: ${text}`), "", verdict].join(
    "\n",
  );
}

function praise(failures: readonly DrillRow[]): string {
  if (failures.length === 0) return "No failure, and no fallback was asked.";
  const slowest = Math.max(...failures.map(({ ms }) => ms ?? 0));
  const inSync = failures.filter(({ journaled }) => journaled === "sync");
  const recovered = failures.filter(({ outcome }) => outcome === "recovered");
  return [
    `${count(failures, "failure")}, ${count(failures, "valid reply", "valid replies")}`,
    `the slowest in ${slowest} ms`,
    `${recovered.length} went on at a backup`,
    `${count(inSync, "record")} in Sync.`,
  ].join("; ");
}

function count(
  rows: readonly DrillRow[],
  one: string,
  many = `${one}s`,
): string {
  return `${rows.length} ${rows.length === 1 ? one : many}`;
}
