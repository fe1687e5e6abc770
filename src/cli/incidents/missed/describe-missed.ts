import { count, countPeople } from "../../../text/count";
import { toOneLine } from "../../../text/one-line";
import { color } from "../../terminal/color";
import { fill } from "../../terminal/fill";
import type { MissedPerson } from "./missed-person";

/** The people as someone reads them in a terminal who is about to call them back. */
export function describeMissed(
  people: readonly MissedPerson[],
  columns: number,
): string {
  if (people.length === 0) return color.green("✔ Nobody was missed.");
  const persons = new Set(people.map(({ person }) => person)).size;
  const through = people.filter(({ hasGotThrough }) => hasGotThrough).length;
  return [
    `${countPeople(persons)} ${persons === 1 ? "was" : "were"} not helped.`,
    ...people.flatMap((one) => ["", ...describe(one, columns)]),
    ...(through > 0
      ? [
          "",
          color.dim("✔ has got through since, by a later call or an answer."),
        ]
      : []),
  ].join("\n");
}

function describe(one: MissedPerson, columns: number): string[] {
  const { person, ours, channel, hasGotThrough, firstAt, lastAt } = one;
  const did = channel === "voice" ? "called" : "wrote to";
  const times = one.count === 1 ? "" : ` ${count(one.count, "time")}`;
  const first = one.count === 1 ? "" : `, first ${utc(firstAt)}`;
  const mark = hasGotThrough ? "✔ " : "";
  const lines = [
    `${mark}${color.bold(person)} ${did} ${ours}${times}, last ${utc(lastAt)}${first}`,
    ...one.bodies.map((body) => `  “${toOneLine(body)}”`),
    ...one.recordings.map(
      ({ seconds, url }) => `  voicemail of ${seconds} s: ${url}`,
    ),
  ];
  return lines.map((line) => fill(line, columns));
}

function utc(at: string): string {
  return `${at.slice(0, 16).replace("T", " ")} UTC`;
}
