import type { Incident } from "../../journal/incidents";
import { countByChannel, countPeople, joinWords } from "../../text/count";
import { formatDuration } from "../../text/duration";
import { formatUtc } from "../../text/utc";
import { describeErrorClass, describeOutcome } from "../../text/words";
import { errorTitle } from "../../twilio/error-codes";
import { color } from "../terminal/color";

const BARS = "▁▂▃▄▅▆▇█";
const OUTCOMES = ["apologized", "recovered", "silent", "reported"] as const;

/** One incident: what fails since when, whom it hit where, and what to look at. */
export function incidentText(incident: Incident, now: number): string {
  const { title, meaning } = describeErrorClass(incident.errorClass);
  const isOpen = incident.state === "open";
  const ends = OUTCOMES.flatMap((outcome) =>
    incident[outcome] > 0
      ? [`${incident[outcome]} ${describeOutcome(outcome)}`]
      : [],
  );
  const numbers = incident.numbers.map(
    ({ number, count }) => `${number} ×${count}`,
  );
  return [
    `${color.bold(incident.origin ?? "No failed URL")}: ${title}`,
    stateText(incident, now),
    `  ${whoFailed(incident)}: ${joinWords(ends)}`,
    ...(numbers.length > 0 ? [`  on ${numbers.join(", ")}`] : []),
    `  ${codesText(incident)}`,
    `  ${color.dim(sparkline(incident))}`,
    ...(isOpen && meaning !== "" ? [`  ${meaning}`] : []),
    `  ${color.dim(incident.id)}`,
  ].join("\n");
}

/** "30 calls and 4 messages of 12 people". */
export function whoFailed({ channels, people }: Incident): string {
  const what = countByChannel(channels);
  return people > 0 ? `${what} of ${countPeople(people)}` : what;
}

function stateText({ state, ...at }: Incident, now: number): string {
  const since = formatUtc(at.firstAt);
  if (state === "open") {
    const ms = now - Date.parse(at.firstAt);
    return `  ${color.red(`open since ${since}, for ${formatDuration(ms)}`)}`;
  }
  const ms = Date.parse(at.lastAt) - Date.parse(at.firstAt);
  const course = `${since} to ${formatUtc(at.lastAt)}, for ${formatDuration(ms)}`;
  return state === "resolved" && at.resolvedAt !== null
    ? `  ${color.green("resolved")}: ${course}; seen to answer at ${formatUtc(at.resolvedAt)}`
    : `  ${color.yellow("quiet")}: ${course}; not yet seen to answer`;
}

function codesText({ errorCodes }: Incident): string {
  const codes = Object.entries(errorCodes).map(([code, times]) =>
    [code, errorTitle(Number(code)), `×${times}`].filter(Boolean).join(" "),
  );
  return codes.join(", ") || "no error code";
}

/** The course of an incident in a line of bars. */
function sparkline({ timeline }: Incident): string {
  const counts = timeline.map((bucket) =>
    OUTCOMES.reduce((sum, outcome) => sum + bucket[outcome], 0),
  );
  const most = Math.max(1, ...counts);
  return counts
    .map((value) =>
      value === 0
        ? " "
        : (BARS[Math.ceil((value / most) * BARS.length) - 1] ?? ""),
    )
    .join("");
}
