import type { Incident } from "../../journal/incidents";
import type { Attempt, JournalRecord } from "../../journal/record";
import type { TimelineBucket } from "../../journal/timeline";
import type { Feed } from "../../incidents/feed";

/**
 * The feed out of parsed JSON; null where it is none. Shapes are made sure of, since one odd
 * record must not cost the page. A word that its type does not hold stays: no view relies on it.
 */
export function readFeed(json: unknown): Feed | null {
  if (!isObject(json)) return null;
  const { incidents, failures } = json;
  if (!Array.isArray(incidents) || !Array.isArray(failures)) return null;
  return {
    generatedAt: text(json["generatedAt"]) ?? "",
    hours: number(json["hours"]),
    truncated: json["truncated"] === true,
    incidents: incidents.filter(isObject).map(incident),
    failures: failures.filter(isObject).map(failure),
  };
}

type Json = Readonly<Record<string, unknown>>;

function incident(from: Json): Incident {
  const channels = isObject(from["channels"]) ? from["channels"] : {};
  const errorCodes = isObject(from["errorCodes"]) ? from["errorCodes"] : {};
  return {
    ...outcomes(from),
    id: text(from["id"]) ?? "",
    key: text(from["key"]) ?? "",
    origin: text(from["origin"]),
    errorClass: (text(from["errorClass"]) ?? "") as Incident["errorClass"],
    errorCodes: Object.fromEntries(
      Object.entries(errorCodes).map(([code, n]) => [code, number(n)]),
    ),
    channels: {
      voice: number(channels["voice"]),
      messaging: number(channels["messaging"]),
      unknown: number(channels["unknown"]),
    },
    firstAt: text(from["firstAt"]) ?? "",
    lastAt: text(from["lastAt"]) ?? "",
    count: number(from["count"]),
    people: number(from["people"]),
    numbers: objects(from["numbers"]).map((one) => ({
      number: text(one["number"]) ?? "",
      count: number(one["count"]),
    })),
    state: (text(from["state"]) ?? "") as Incident["state"],
    toldAt: text(from["toldAt"]),
    resolvedAt: text(from["resolvedAt"]),
    timeline: objects(from["timeline"]).map(bucket),
  };
}

function bucket(from: Json): TimelineBucket {
  return { at: text(from["at"]) ?? "", ...outcomes(from) };
}

function outcomes(from: Json): Omit<TimelineBucket, "at"> {
  return {
    recovered: number(from["recovered"]),
    apologized: number(from["apologized"]),
    silent: number(from["silent"]),
    reported: number(from["reported"]),
  };
}

function failure(from: Json): JournalRecord {
  return {
    v: 1,
    at: text(from["at"]) ?? "",
    source: (text(from["source"]) ?? "") as JournalRecord["source"],
    channel: (text(from["channel"]) ?? "") as JournalRecord["channel"],
    errorCode: numberOrNull(from["errorCode"]),
    errorUrl: text(from["errorUrl"]),
    sid: text(from["sid"]),
    accountSid: text(from["accountSid"]),
    from: text(from["from"]),
    to: text(from["to"]),
    person: text(from["person"]),
    outcome: (text(from["outcome"]) ?? "") as JournalRecord["outcome"],
    recoveredBy: text(from["recoveredBy"]),
    attempts: objects(from["attempts"]).map(attempt),
    ms: number(from["ms"]),
    ...(from["rehearsal"] === true && { rehearsal: true }),
  };
}

function attempt(from: Json): Attempt {
  return {
    origin: text(from["origin"]) ?? "",
    result: (text(from["result"]) ?? "") as Attempt["result"],
    status: numberOrNull(from["status"]),
    ms: number(from["ms"]),
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function number(value: unknown): number {
  return numberOrNull(value) ?? 0;
}
