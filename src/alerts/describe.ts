import type { Attempt, Channel } from "../journal/record";
import type { Alert, AlertData } from "./alert";

/** One thing to know, with the name of what it is. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Where there is more about it. */
  readonly link?: string;
}

/** An alert in words: what a caller met, and then the facts in the order in which one asks. */
export interface Description {
  readonly headline: string;
  readonly facts: readonly Fact[];
}

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

/** Puts an alert into words, whole, for a notifier that has room. */
export function describe(alert: Alert): Description {
  const { data } = alert;
  return {
    headline: headline(alert),
    facts: [
      { label: "Where", text: where(data) },
      {
        label: "What",
        text: `${what(data)} (${alert.errorClass})`,
        ...(data.link !== null && { link: data.link }),
      },
      ...howMany(alert),
      ...(data.since === null ? [] : [{ label: "Since", text: data.since }]),
      ...backups(data),
    ],
  };
}

/** What callers heard or got. */
export function headline({
  isTest,
  isFallbackItself,
  channel,
  data,
}: Alert): string {
  if (isTest) return "TEST ALERT: nothing has failed";
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

/** The URL that failed. */
export function where({ origin, path }: AlertData): string {
  return origin === null ? "unknown URL" : `${origin}${path ?? ""}`;
}

/** Twilio's error. */
export function what({ errorCode, title }: AlertData): string {
  if (errorCode === null) return "no error code";
  return title === null ? String(errorCode) : `${errorCode} ${title}`;
}

/** How an attempt at a backup ended. */
export function ended({ origin, result, status }: Attempt): string {
  const answer = result === "twiml" ? "answered" : result;
  return status === null || result === "twiml"
    ? `${origin} ${answer}`
    : `${origin} ${answer} ${status}`;
}

function howMany({ data, isCountAtLeast }: Alert): Fact[] {
  if (data.count === null) return [];
  const failures = data.count === 1 ? "failure" : "failures";
  const count = `${isCountAtLeast ? "at least " : ""}${data.count} ${failures}`;
  return [{ label: "How many", text: `${count} in ${data.windowMinutes} min` }];
}

function backups({ backups, outcome }: AlertData): Fact[] {
  if (outcome === "reported") return [];
  const tried = backups.map((one) => `${ended(one)} (${one.ms} ms)`);
  return [
    { label: "Backups", text: tried.length > 0 ? tried.join("; ") : "none" },
  ];
}
