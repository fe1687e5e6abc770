import { color } from "../terminal/color";
import type { Feed } from "../../incidents/feed";
import type { ErrorClass } from "../../journal/classify-error";
import type { Incident } from "../../journal/incidents";
import { errorTitle } from "../../twilio/error-codes";

/** What a class of errors means for the one who has to mend it. */
const MEANINGS: Readonly<Record<ErrorClass, string>> = {
  unreachable: "Twilio cannot reach the server",
  "http-error": "the server answers with errors",
  "bad-twiml": "the server answers with TwiML that Twilio cannot use",
  other: "something else went wrong",
};

const BARS = "▁▂▃▄▅▆▇█";

/** A feed as a person reads it in a terminal: what is open first. */
export function feedText(feed: Feed): string {
  const open = feed.incidents.filter(({ state }) => state === "open");
  const closed = feed.incidents.filter(({ state }) => state !== "open");
  return [
    headline(open),
    ...(feed.truncated
      ? [color.yellow("Not everything could be read: there may be more.")]
      : []),
    ...open.map(incidentText),
    ...(closed.length > 0
      ? ["", color.dim(`Over, in the last ${feed.hours} h:`)]
      : []),
    ...closed.map(incidentText),
    ...rehearsalsText(feed),
    "",
  ].join("\n");
}

/** The rehearsals among the newest failures, which are in no incident. */
function rehearsalsText({ failures }: Feed): string[] {
  const [last, ...others] = failures.filter(({ rehearsal }) => rehearsal);
  if (last === undefined) return [];
  const count = others.length + 1;
  return [
    "",
    color.dim(
      `${count} ${count === 1 ? "rehearsal" : "rehearsals"} among the newest records, the last at ${local(last.at)}. A rehearsal counts in no incident.`,
    ),
  ];
}

function headline(open: readonly Incident[]): string {
  if (open.length === 0) return color.green("✔ Nothing is failing now.");
  const callers = open.reduce((sum, { count }) => sum + count, 0);
  return color.red(
    `✖ ${open.length} open ${open.length === 1 ? "incident" : "incidents"}, ${callers} ${callers === 1 ? "failure" : "failures"}.`,
  );
}

function incidentText(incident: Incident): string {
  const { origin, errorClass, errorCodes, firstAt, lastAt, count } = incident;
  const codes = Object.entries(errorCodes).map(
    ([code, times]) => `${code} ${errorTitle(Number(code)) ?? ""} ×${times}`,
  );
  const ends = [
    `${incident.recovered} went on at a backup`,
    `${incident.apologized} heard the apology`,
    ...(incident.reported > 0
      ? [`${incident.reported} reported by Twilio's Debugger`]
      : []),
  ];
  return [
    "",
    `${color.bold(origin ?? "No failed URL")}: ${MEANINGS[errorClass]}`,
    `  ${codes.join(", ") || "no error code"}`,
    `  ${count} ${count === 1 ? "failure" : "failures"}, ${local(firstAt)} to ${local(lastAt)}: ${ends.join(", ")}`,
    `  ${color.dim(sparkline(incident))}`,
  ].join("\n");
}

/** The course of an incident in a line of bars. */
function sparkline({ timeline }: Incident): string {
  const counts = timeline.map(
    ({ recovered, apologized, reported }) => recovered + apologized + reported,
  );
  const most = Math.max(1, ...counts);
  return counts
    .map((count) =>
      count === 0
        ? " "
        : (BARS[Math.ceil((count / most) * BARS.length) - 1] ?? ""),
    )
    .join("");
}

function local(at: string): string {
  return new Date(at).toLocaleString(undefined, {
    dateStyle: "short",
    timeStyle: "medium",
  });
}
