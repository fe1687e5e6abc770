import type { TwimlChannel } from "../../../twilio/check-twiml";
import { color } from "../../terminal/color";
import { fitColumns, shorten, type Column } from "../../terminal/columns";
import { wrapLines } from "../../terminal/fill";
import type { Burst } from "./burst";
import type { DrillRow } from "./play";

/** How a drill is shown. */
export interface Look {
  readonly columns: number;
  /** Every word, every attempt, every step. */
  readonly isVerbose: boolean;
}

type Key = "mark" | "what" | "error" | "got" | "journaled" | "told" | "ms";

const COLUMNS: readonly Column<Key>[] = [
  { key: "mark", title: "", width: 1 },
  { key: "what", title: "What failed", width: 32 },
  { key: "error", title: "Error", width: 5 },
  { key: "got", title: "What people get", width: 24, grows: true },
  { key: "journaled", title: "Journaled", width: 10, from: 100 },
  { key: "told", title: "Told", width: 7, from: 100 },
  { key: "ms", title: "Time", width: 8 },
];

const JOURNALED = {
  sync: "yes",
  log: "in the log",
  nowhere: color.red("NO"),
} as const;

const NOTIFIER_WIDTH = 9;

/** The lines above the rows of a channel. */
export function heading(channel: TwimlChannel, { columns }: Look): string {
  const name = channel === "voice" ? "Calls" : "Messages";
  return `\n${color.bold(name)}\n${fitColumns(COLUMNS, columns).heading}`;
}

/** One scenario in one line; below it what broke a law, and, verbosely, everything else. */
export function rowText(row: DrillRow, { columns, isVerbose }: Look): string {
  const isBroken = row.broken.length > 0;
  const line = fitColumns(COLUMNS, columns).row({
    mark: isBroken ? color.red("✖") : color.green("✔"),
    what: row.what,
    error: row.error ? String(row.error.code) : color.dim("none"),
    got: gotText(row),
    journaled: row.journaled ? JOURNALED[row.journaled] : color.dim("no need"),
    told: toldText(row),
    ms: row.ms === null ? color.dim("–") : `${row.ms} ms`,
  });
  const details = isVerbose ? detailsOf(row) : [];
  return [
    line,
    ...details.map((detail) => `  ${color.dim(detail)}`),
    ...row.broken.map((law) => `  ${color.red(`✖ ${law}`)}`),
  ]
    .map((one, n) => (n === 0 ? one : wrapLines(one, columns)))
    .join("\n");
}

/** Our words are the same each time: they stand whole below. */
function gotText({ heard, outcome, recoveredBy }: DrillRow): string {
  const said = heard.join(" ");
  if (outcome === "apologized") return "our words";
  if (said === "") return "silence, on purpose";
  return recoveredBy === null ? said : `the backup: ${said}`;
}

/** Whether somebody was told, or the failure is one of an incident that they know of. */
function toldText({ alerted, ms }: DrillRow): string {
  if (alerted.length > 0) return "yes";
  return color.dim(ms === null ? "no need" : "known");
}

/** What a burst of failures told whom: a line a notifier, or, verbosely, all of it. */
export function burstText(
  { calls, containers, told, broken }: Burst,
  { columns, isVerbose }: Look,
): string {
  const width = columns - NOTIFIER_WIDTH - 1;
  return [
    `\n${color.bold("Alerts")}`,
    wrapLines(
      `${calls} calls fail at once, in ${containers} containers. Those on call are told:`,
      columns,
    ),
    ...told.map(({ notifier, words }) => {
      const name = color.green(notifier.padEnd(NOTIFIER_WIDTH));
      return isVerbose
        ? `${name} ${words.replaceAll("\n", `\n${" ".repeat(NOTIFIER_WIDTH + 1)}`)}`
        : `${name} ${shorten(words.replaceAll(/\s+/g, " "), width)}`;
    }),
    ...broken.map((fault) => wrapLines(color.red(`✖ ${fault}`), columns)),
  ].join("\n");
}

/** Which backups were asked, and how a call of several steps went on. */
function detailsOf({ error, heard, attempts, steps }: DrillRow): string[] {
  const asked = attempts.map(attemptText);
  const title = error ? [`${error.code} ${error.title ?? ""}`] : [];
  if (steps.length < 2) return [...title, ...asked, heard.join(" ")];
  return steps.flatMap(({ url, error, heard }, index) => [
    `${index + 1}. ${url}${error ? ` ${error.code} ${error.title ?? ""}` : ""}`,
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
