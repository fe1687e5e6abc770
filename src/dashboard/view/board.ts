import { patch } from "../dom/patch";
import { outside } from "../dom/describe";
import type { Feed } from "../../incidents/feed";
import { forgetTimelines } from "../timeline/show-timeline";
import { formatNumber } from "../words";
import { hoursInWords, type Verdict } from "../verdict";
import { failure } from "./failure";
import { icon } from "./icon";
import { closedIncident, openIncident } from "./incident";
import { part } from "./part";

/** Shows whether anything is failing now. */
export function showVerdict({ tone, sentence, detail }: Verdict): void {
  const verdict = part("verdict");
  verdict.className = `verdict ${tone}`;
  patch(part("verdict-icon"), [icon(tone)]);
  patch(part("verdict-sentence"), [outside(sentence)]);
  patch(part("verdict-detail"), [detail]);
}

/** Shows the incidents and the failures. */
export function showFeed(feed: Feed, now: number): void {
  const open = feed.incidents
    .filter(({ state }) => state === "open")
    // By when they began, so that they do not change places while they are read.
    .toSorted((one, other) => compare(other.firstAt, one.firstAt));
  const closed = feed.incidents.filter(({ state }) => state !== "open");
  part("open").hidden = open.length === 0;
  part("closed").hidden = closed.length === 0;
  patch(
    part("open-list"),
    open.map((incident) => openIncident(incident, now)),
  );
  patch(
    part("closed-list"),
    closed.map((incident) => closedIncident(incident, now)),
  );
  patch(
    part("failure-list"),
    feed.failures.map((record) => failure(record, now)),
  );
  patch(part("failures-note"), [failuresNote(feed)]);
  part("truncated").hidden = !feed.truncated;
  forgetTimelines();
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Leaves nothing that the token let us see. */
export function clearBoard(): void {
  for (const id of [
    "verdict-sentence",
    "verdict-detail",
    "open-list",
    "closed-list",
    "failures-note",
    "failure-list",
  ])
    patch(part(id), []);
  forgetTimelines();
}

function failuresNote({ failures, hours, truncated }: Feed): string {
  const time = `the last ${hoursInWords(hours)}`;
  if (failures.length > 0)
    return `The newest ${formatNumber(failures.length)} of ${time}, rehearsals included.`;
  return truncated
    ? `No failure was found in what could be read of ${time}.`
    : `No failure in ${time}. When a call or a message fails, it appears here within seconds.`;
}
