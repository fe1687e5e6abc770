import type { Incident } from "../../../journal/incidents";
import type { JournalRecord } from "../../../journal/record";
import {
  count,
  countByChannel,
  countFailures,
  countPeople,
} from "../../../text/count";
import { formatDuration } from "../../../text/duration";
import { formatUtc } from "../../../text/utc";
import {
  countOutcomes,
  describeErrorClass,
  describeOutcome,
} from "../../../text/words";
import { color } from "../../terminal/color";
import { fill } from "../../terminal/fill";
import {
  describeAttempt,
  describeCodes,
  linkTo,
  tallyBackups,
} from "../incident-facts";
import type { FoundIncident } from "../find-incident";

/** One incident as a person reads it in a terminal, its newest failures last but one screen. */
export function describeIncident(
  { incident, failures }: FoundIncident,
  limit: number,
  columns: number,
): string {
  const words = describeErrorClass(incident.errorClass);
  const shown = failures.slice(-limit);
  const more = failures.length - shown.length;
  const lines = [
    color.bold(
      `${incident.origin ?? "No failed URL"}: ${words.title.toLowerCase()}`,
    ),
    `${describeState(incident)}. ${words.meaning}`,
    "",
    fact(
      "When",
      `${formatUtc(incident.firstAt)} to ${formatUtc(incident.lastAt)}, ${lasted(incident)}`,
    ),
    fact("Who", who(incident)),
    fact("Got", countOutcomes(incident).join(", ")),
    fact("Errors", describeCodes(incident).join(", ") || "no error code"),
    ...incident.numbers.map(({ number, count }, index) =>
      fact(index === 0 ? "Numbers" : "", `${number}: ${countFailures(count)}`),
    ),
    ...tallyBackups(failures).map(
      ({ origin, asked, answered, failures }, index) =>
        fact(
          index === 0 ? "Backups" : "",
          [
            `${origin}: answered ${answered} of ${asked}`,
            ...failures.map(([reason, times]) => `${reason} ×${times}`),
          ].join(", "),
        ),
    ),
    fact(
      "Told",
      incident.toldAt === null
        ? "nobody, or it is not known"
        : formatUtc(incident.toldAt),
    ),
    "",
    `${count(shown.length, "failure")}${more > 0 ? `, the newest of ${failures.length} (--limit shows more)` : ""}:`,
    ...shown.flatMap(describeFailure),
  ];
  return lines.map((line) => fill(line, columns)).join("\n");
}

/** "Open", "Quiet since …", "Resolved at …". */
function describeState({ state, lastAt, resolvedAt }: Incident): string {
  switch (state) {
    case "open":
      return color.red("It is failing");
    case "quiet":
      return color.yellow(
        `Quiet since ${formatUtc(lastAt)}, and nobody has seen the server answer`,
      );
    case "resolved":
      return color.green(
        `Resolved${resolvedAt === null ? "" : ` at ${formatUtc(resolvedAt)}`}`,
      );
  }
}

/** "12 people, 30 calls and 4 messages". */
export function who({ people, channels }: Incident): string {
  const met = countByChannel(channels);
  return people === 0 ? met : `${countPeople(people)}, ${met}`;
}

/** How long the failures lasted: "2 h 10 min". */
export function lasted({ firstAt, lastAt }: Incident): string {
  return formatDuration(Date.parse(lastAt) - Date.parse(firstAt));
}

function fact(label: string, text: string): string {
  return `  ${label.padEnd(8)} ${text}`;
}

function describeFailure(failure: JournalRecord): string[] {
  const { at, outcome, from, to, attempts } = failure;
  const parties = [from, to].map((party) => party ?? "unknown").join(" to ");
  return [
    `  ${formatUtc(at)}  ${parties}: ${describeOutcome(outcome)}`,
    ...attempts.map(
      (attempt) =>
        `      ${attempt.origin}: ${describeAttempt(attempt)}, ${attempt.ms} ms`,
    ),
    `      ${linkTo(failure)}`,
  ];
}
