import type { Attempt, Channel } from "../journal/record";
import { countFailures, countPeople, joinWords } from "../text/count";
import { formatDuration } from "../text/duration";
import type { Alert, AlertData } from "./alert";
import type { Description, Fact } from "./description";

/** An alert names so many of our numbers. */
const MAX_NUMBERS = 3;

const GOT_THE_ERROR: Record<Channel, string> = {
  voice: "Callers hear the error message",
  messaging: "Senders get the error message",
  unknown: "Callers get the error message",
};

const NOTICED_NOTHING: Record<Channel, string> = {
  voice: "callers notice nothing",
  messaging: "senders notice nothing",
  unknown: "callers notice nothing",
};

/** Puts an alert into words, whole: what people met, then the facts in the order one asks for. */
export function describeAlert(alert: Alert): Description {
  const { data, dashboardLink } = alert;
  return {
    tag: data.severity,
    headline: headline(alert),
    facts: [
      { label: "Where", text: where(data) },
      {
        label: "What",
        text: `${what(data)} (${alert.errorClass})`,
        ...(data.link !== null && { link: data.link }),
      },
      ...fact("How many", howMany(alert)),
      ...fact("Since", data.since),
      ...fact("Backups", backups(data)),
      ...(dashboardLink === null
        ? []
        : [
            {
              label: "Incident",
              text: "on the dashboard",
              link: dashboardLink,
            },
          ]),
      ...fact(
        "Note",
        alert.mayBeRepeated
          ? "Twilio Sync did not answer: you may be told this more than once"
          : null,
      ),
    ],
  };
}

/** What people heard or got, and whether that is news. */
export function headline(alert: Alert): string {
  if (alert.isTest) return "TEST ALERT: nothing has failed";
  return `${outcomeInWords(alert)}${newsInWords(alert)}`;
}

/** The URL that failed. */
export function where({ origin, path }: Pick<AlertData, "origin" | "path">) {
  return origin === null ? "unknown URL" : `${origin}${path ?? ""}`;
}

/** Twilio's error. */
export function what({ errorCode, title }: AlertData): string {
  if (errorCode === null) return "no error code";
  return title === null ? String(errorCode) : `${errorCode} ${title}`;
}

/** "12 failures of 9 people in 5 min on +15550001111"; null where Sync did not say. */
export function howMany(
  { data, isCountAtLeast }: Alert,
  maxNumbers = MAX_NUMBERS,
): string | null {
  if (data.count === null) return null;
  const people = data.people === null ? "" : ` of ${countPeople(data.people)}`;
  const numbers = data.numbers.slice(0, maxNumbers).map((one) => one.number);
  const more = data.numbers.length - numbers.length;
  if (more > 0 && maxNumbers > 0) numbers.push(`${more} more`);
  const on = numbers.length > 0 ? ` on ${joinWords(numbers)}` : "";
  const atLeast = isCountAtLeast ? "at least " : "";
  return `${atLeast}${countFailures(data.count)}${people} in ${data.windowMinutes} min${on}`;
}

/** How an attempt at a backup ended. */
export function ended({ origin, result, status, cause }: Attempt): string {
  if (result === "twiml") return `${origin} answered`;
  const details = [status, cause].filter((part) => part !== null && part);
  return [origin, result, ...details].join(" ");
}

function outcomeInWords({ isFallbackItself, channel, data }: Alert): string {
  if (isFallbackItself)
    return "THE FALLBACK ITSELF FAILED: callers get Twilio's own error";
  switch (data.outcome) {
    case "apologized":
      return GOT_THE_ERROR[channel];
    case "recovered":
      return `Recovered by a backup: ${NOTICED_NOTHING[channel]}`;
    case "silent":
      return "Answered with silence: nobody was waiting for words";
    case "reported":
      return "Twilio's Debugger reports an error";
  }
}

function newsInWords({ at, data }: Alert): string {
  switch (data.reason) {
    case "opened":
      return "";
    case "worse":
      return " (it got worse)";
    case "reminder":
      return data.since === null
        ? " (still failing)"
        : ` (still failing, for ${formatDuration(Date.parse(at) - Date.parse(data.since))})`;
  }
}

function backups({ backups, outcome }: AlertData): string | null {
  if (outcome === "reported") return null;
  const tried = backups.map((one) => `${ended(one)} (${one.ms} ms)`);
  return tried.length > 0 ? tried.join("; ") : "none";
}

function fact(label: string, text: string | null): Fact[] {
  return text === null ? [] : [{ label, text }];
}
