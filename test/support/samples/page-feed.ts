import { createHash } from "node:crypto";
import type {
  Bucket,
  Failure,
  Feed,
  Incident,
} from "../../../src/dashboard/client/feed";

const MINUTE_MS = 60_000;

/** What `/incidents` answers, made now. */
export function sampleFeed(parts: Partial<Feed> = {}): Feed {
  return {
    generatedAt: new Date().toISOString(),
    hours: 24,
    truncated: false,
    incidents: [],
    failures: [],
    ...parts,
  };
}

/** When an incident began and last failed, in minutes before now. */
interface Course {
  readonly begunAgo: number;
  readonly lastAgo?: number;
}

/** An incident whose failures are spread evenly: 28 of 34 got the error message, unless told. */
export function sampleIncident(
  now: number,
  { begunAgo, lastAgo = 0 }: Course,
  parts: Partial<Incident> = {},
): Incident {
  const firstAt = new Date(now - begunAgo * MINUTE_MS).toISOString();
  const outcomes = {
    recovered: 6,
    apologized: 28,
    silent: 0,
    reported: 0,
    ...parts,
  };
  const key = keyFor(`${String(parts.origin)} ${String(parts.errorClass)}`);
  const count =
    outcomes.recovered +
    outcomes.apologized +
    outcomes.silent +
    outcomes.reported;
  return {
    id: `${key}-${Math.floor(Date.parse(firstAt) / 1000)}`,
    origin: "https://www.example.com",
    errorClass: "unreachable",
    errorCodes: { "11205": count },
    channels: { voice: Math.max(0, count - 4), messaging: 4, unknown: 0 },
    firstAt,
    lastAt: new Date(now - lastAgo * MINUTE_MS).toISOString(),
    count,
    people: Math.ceil(count / 3),
    numbers: [
      { number: "+15550001111", count: count - 3 },
      { number: "+15550002222", count: 3 },
    ],
    state: lastAgo <= 15 ? "open" : "quiet",
    toldAt: firstAt,
    resolvedAt: null,
    timeline: spread(outcomes, Date.parse(firstAt), begunAgo - lastAgo),
    ...parts,
    ...outcomes,
  };
}

/** A failure that a backup did not answer in time, unless told. */
export function sampleFailure(
  now: number,
  minutesAgo: number,
  parts: Partial<Failure> = {},
): Failure {
  made += 1;
  return {
    at: new Date(now - minutesAgo * MINUTE_MS).toISOString(),
    source: "fallback",
    channel: "voice",
    errorCode: 11205,
    errorUrl: "https://www.example.com/voice/menu",
    sid: `CA${made.toString(16).padStart(32, "0")}`,
    from: `+1••••••${String(1000 + (made % 9000))}`,
    to: "+15550001111",
    outcome: "apologized",
    attempts: [
      {
        origin: "https://dr.example.com",
        result: "timeout",
        cause: null,
        status: null,
        ms: 2500,
      },
    ],
    rehearsal: false,
    ...parts,
  };
}

/** What makes a failure one that a backup took over. */
export const RECOVERED_BY_BACKUP: Partial<Failure> = {
  outcome: "recovered",
  attempts: [
    {
      origin: "https://fallback.example.com",
      result: "twiml",
      cause: null,
      status: 200,
      ms: 84,
    },
  ],
};

let made = 0;

function keyFor(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

type Counts = Omit<Bucket, "at">;

function spread(counts: Counts, start: number, minutes: number): Bucket[] {
  const length = Math.max(1, Math.floor(minutes));
  const share = (count: number, index: number) =>
    Math.floor((count * (index + 1)) / length) -
    Math.floor((count * index) / length);
  return Array.from({ length }, (_, index) => ({
    at: new Date(
      Math.floor(start / MINUTE_MS + index) * MINUTE_MS,
    ).toISOString(),
    recovered: share(counts.recovered, index),
    apologized: share(counts.apologized, index),
    silent: share(counts.silent, index),
    reported: share(counts.reported, index),
  }));
}
