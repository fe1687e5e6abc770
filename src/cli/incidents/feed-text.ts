import type { Feed } from "../../incidents/feed";
import type { Incident } from "../../journal/incidents";
import { count } from "../../text/count";
import { formatUtc } from "../../text/utc";
import { color } from "../terminal/color";
import { wrapLines } from "../terminal/fill";
import { failureText } from "./failure-text";
import { incidentText, whoFailed } from "./incident-text";

/** A feed as a person reads it in a terminal: what is open first, then the newest failures. */
export function feedText(feed: Feed, columns: number): string {
  const open = feed.incidents.filter(({ state }) => state === "open");
  const over = feed.incidents.filter(({ state }) => state !== "open");
  const now = Date.parse(feed.generatedAt);
  const blocks = [
    headline(open),
    ...open.map((one) => incidentText(one, now)),
    ...(over.length > 0
      ? [color.dim(`Over, in the last ${feed.hours} h:`)]
      : []),
    ...over.map((one) => incidentText(one, now)),
    ...failuresText(feed),
    ...rehearsalsText(feed),
  ];
  return wrapLines(blocks.join("\n\n"), columns);
}

function headline(open: readonly Incident[]): string {
  if (open.length === 0) return color.green("✔ Nothing is failing now.");
  const all = open.map(whoFailed).join("; ");
  return color.red(`✖ ${count(open.length, "open incident")}: ${all}.`);
}

function failuresText({ failures, truncated }: Feed): string[] {
  const real = failures.filter(({ rehearsal }) => rehearsal !== true);
  const more = truncated
    ? " There are more: --limit shows as many as you want."
    : "";
  return real.length === 0
    ? []
    : [
        [
          color.dim(`The newest failures, the last first.${more}`),
          ...real.map(failureText),
        ].join("\n"),
      ];
}

/** The rehearsals among the newest failures, which are in no incident. */
function rehearsalsText({ failures }: Feed): string[] {
  const [last, ...others] = failures.filter(({ rehearsal }) => rehearsal);
  if (last === undefined) return [];
  const rehearsals = count(others.length + 1, "rehearsal");
  return [
    color.dim(
      `${rehearsals} among the newest records, the last at ${formatUtc(last.at)}. A rehearsal counts in no incident.`,
    ),
  ];
}
