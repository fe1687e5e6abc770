import type { Incident } from "../../../journal/incidents";
import { count, countFailures } from "../../../text/count";
import { formatUtc } from "../../../text/utc";
import { countOutcomes, describeErrorClass } from "../../../text/words";
import type { FoundIncident } from "../find-incident";
import { describeCodes, tallyBackups } from "../incident-facts";
import { lasted, who } from "../show/describe-incident";

/** What was brought back of an incident's messages. */
export interface BroughtBack {
  /** Messages that were apologised to, or answered with silence. */
  readonly missed: number;
  readonly delivered: number;
  readonly unknown: number;
  readonly replies: number;
}

/**
 * A post-mortem in Markdown, to be completed by hand. It names our numbers and no stranger's: those
 * are in the journal masked. Pure.
 */
export function writeReport(
  { incident, failures }: FoundIncident,
  broughtBack: BroughtBack,
  now: number,
): string {
  const words = describeErrorClass(incident.errorClass);
  return [
    `# ${incident.origin ?? "A server without a URL"} ${words.past}`,
    "",
    `Incident \`${incident.id}\`, written at ${formatUtc(now)}.`,
    "",
    "| | |",
    "| --- | --- |",
    row("First failure", formatUtc(incident.firstAt)),
    row("Last failure", formatUtc(incident.lastAt)),
    row("Duration", lasted(incident)),
    row("State", stateOf(incident)),
    row("Alerts", toldOf(incident)),
    row("Who", who(incident)),
    row("What they got", countOutcomes(incident).join(", ")),
    row("Errors", describeCodes(incident).join(", ") || "no code"),
    "",
    "## Our numbers",
    "",
    ...listOr(
      incident.numbers.map(
        ({ number, count: times }) => `- ${number}: ${countFailures(times)}`,
      ),
      "Twilio named none.",
    ),
    "",
    "## Backups",
    "",
    ...listOr(tallyBackups(failures).map(backupLine), "None was asked."),
    "",
    "## Timeline",
    "",
    "| from | failures | got the error message | recovered | silent | reported |",
    "| --- | --- | --- | --- | --- | --- |",
    ...timeline(incident),
    "",
    "## What was brought back",
    "",
    broughtBackLine(broughtBack),
    "",
    "## What happened, and what changes",
    "",
    "_To be written: the cause, how it was found, what is done so that it does not happen again._",
  ].join("\n");
}

function stateOf({ state, resolvedAt }: Incident): string {
  switch (state) {
    case "open":
      return "still failing";
    case "quiet":
      return "no failures any more; the server was not seen to answer yet";
    case "resolved":
      return resolvedAt === null
        ? "resolved"
        : `resolved at ${formatUtc(resolvedAt)}`;
  }
}

function toldOf({ toldAt, firstAt }: Incident): string {
  if (toldAt === null) return "nobody was told, or it is not known";
  const seconds = Math.round((Date.parse(toldAt) - Date.parse(firstAt)) / 1000);
  return `the last one at ${formatUtc(toldAt)}, ${count(seconds, "second")} after the first failure`;
}

function backupLine({
  origin,
  asked,
  answered,
  failures,
}: ReturnType<typeof tallyBackups>[number]): string {
  const reasons = failures.map(([reason, times]) => `${reason} ×${times}`);
  return `- ${origin}: answered ${answered} of ${asked}${reasons.length > 0 ? ` (${reasons.join(", ")})` : ""}`;
}

/** The buckets in which something failed. */
function timeline({ timeline }: Incident): string[] {
  return timeline
    .map(({ at, apologized, recovered, silent, reported }) => ({
      at,
      counts: [apologized, recovered, silent, reported],
    }))
    .filter(({ counts }) => counts.some((one) => one > 0))
    .map(({ at, counts }) => {
      const all = counts.reduce((sum, one) => sum + one, 0);
      return `| ${[formatUtc(at), all, ...counts].join(" | ")} |`;
    });
}

function broughtBackLine({
  missed,
  delivered,
  unknown,
  replies,
}: BroughtBack): string {
  if (missed === 0) return "No message was missed.";
  const parts = [
    `${delivered} of ${count(missed, "missed message")} given to the application`,
    `${count(replies, "reply", "replies")} sent`,
    ...(unknown > 0 ? [`${unknown} that may have arrived`] : []),
  ];
  return `${parts.join(", ")}.`;
}

function row(name: string, value: string): string {
  return `| ${name} | ${value.replaceAll("|", "\\|")} |`;
}

function listOr(
  lines: readonly string[],
  otherwise: string,
): readonly string[] {
  return lines.length > 0 ? lines : [otherwise];
}
