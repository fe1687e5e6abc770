import { count, countFailures, formatNumber } from "../text/count";
import { describeErrorClass } from "../text/words";
import type { Incident } from "./client/feed";
import { isUnhelpedNow } from "./incident-state";
import { nameOrigin } from "./judge";
import { span } from "./times";

/** What happens, or happened, in one sentence, and whether it is over. Pure. */
export function describeIncident(incident: Incident): string {
  const { title, past } = describeErrorClass(incident.errorClass);
  const server = nameOrigin(incident.origin);
  return incident.state === "open"
    ? `${server} ${uncapitalize(title)}; ${whatPeopleGet(incident)}.`
    : `${server} ${past}; ${whoWasNotHelped(incident)}.`;
}

function whatPeopleGet(incident: Incident): string {
  if (isUnhelpedNow(incident)) return "people get the error message";
  return incident.recovered > 0
    ? "a backup serves the people"
    : "nobody gets the error message";
}

function whoWasNotHelped({ apologized, count: all }: Incident): string {
  if (apologized === 0) return "everybody was helped";
  return apologized === all
    ? `none of ${countFailures(all)} ended well`
    : `${formatNumber(apologized)} of ${count(all, "failure")} ended with the error message`;
}

/** Whether it is over, and how that is known. Pure. */
export function describeEnd(incident: Incident, now: number): string {
  switch (incident.state) {
    case "open":
      return "It is still failing.";
    case "quiet":
      return `It has been quiet for ${span(now - Date.parse(incident.lastAt))}, and its server was not seen to answer yet: it may fail again with the next call.`;
    case "resolved":
      return "It is over: its server was seen to answer.";
  }
}

function uncapitalize(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
