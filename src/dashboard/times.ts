import { counted } from "./words";

// In the reader's own locale and time zone.
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const CLOCK_WITH_SECONDS = new Intl.DateTimeFormat(undefined, {
  timeStyle: "medium",
});
const DAY = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
});
const FULL = new Intl.DateTimeFormat(undefined, {
  dateStyle: "full",
  timeStyle: "long",
});

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// Each of these takes a time in Unix milliseconds; one that is none is shown as unknown.
const UNKNOWN = "unknown time";

/** The time of day, with its date unless it is today's. */
export function shortTime(time: number, now: number): string {
  return Number.isNaN(time) ? UNKNOWN : withDay(time, now, CLOCK.format(time));
}

/** As `shortTime`, with seconds. */
export function exactTime(time: number, now: number): string {
  return Number.isNaN(time)
    ? UNKNOWN
    : withDay(time, now, CLOCK_WITH_SECONDS.format(time));
}

/** Everything about a time, its zone too. */
export function fullTime(time: number): string {
  return Number.isNaN(time) ? UNKNOWN : FULL.format(time);
}

function withDay(time: number, now: number, clock: string): string {
  const day = DAY.format(time);
  return day === DAY.format(now) ? clock : `${day}, ${clock}`;
}

/** "just now", "3 minutes ago". */
export function ago(time: number, now: number): string {
  if (Number.isNaN(time)) return UNKNOWN;
  return now - time < SECOND_MS ? "just now" : `${span(now - time)} ago`;
}

/** A length of time in its largest whole unit: "12 seconds", "3 hours". */
export function span(ms: number): string {
  if (ms < MINUTE_MS)
    return counted(Math.max(0, Math.floor(ms / SECOND_MS)), "second");
  if (ms < HOUR_MS) return counted(Math.floor(ms / MINUTE_MS), "minute");
  if (ms < 2 * DAY_MS) return counted(Math.floor(ms / HOUR_MS), "hour");
  return counted(Math.floor(ms / DAY_MS), "day");
}

/** The reader's time zone: "Europe/Berlin". */
export function timeZone(): string {
  return CLOCK.resolvedOptions().timeZone;
}
