import { count } from "../text/count";

// In the reader's own locale and time zone, which stands behind each time.
const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});
const CLOCK_WITH_SECONDS = new Intl.DateTimeFormat(undefined, {
  timeStyle: "long",
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

/** The time of day with its zone, with its date unless it is today's. */
export function shortTime(time: number, now: number): string {
  return withDay(time, now, CLOCK);
}

/** As `shortTime`, with seconds. */
export function exactTime(time: number, now: number): string {
  return withDay(time, now, CLOCK_WITH_SECONDS);
}

/** Everything about a time. */
export function fullTime(time: number): string {
  return isTime(time) ? FULL.format(time) : UNKNOWN;
}

function withDay(
  time: number,
  now: number,
  clock: Intl.DateTimeFormat,
): string {
  if (!isTime(time)) return UNKNOWN;
  const day = DAY.format(time);
  const isToday = isTime(now) && day === DAY.format(now);
  return isToday ? clock.format(time) : `${day}, ${clock.format(time)}`;
}

function isTime(time: number): boolean {
  return !Number.isNaN(new Date(time).getTime());
}

/** A length of time in the two units that matter: "12 seconds", "2 h 10 min", "3 days 4 h". */
export function span(ms: number): string {
  if (!(ms >= SECOND_MS)) return "0 seconds";
  if (ms < MINUTE_MS) return count(Math.floor(ms / SECOND_MS), "second");
  if (ms < HOUR_MS) return count(Math.floor(ms / MINUTE_MS), "minute");
  if (ms < 2 * DAY_MS)
    return units(
      Math.floor(ms / MINUTE_MS),
      60,
      (hours) => `${hours} h`,
      "min",
    );
  return units(Math.floor(ms / HOUR_MS), 24, (days) => count(days, "day"), "h");
}

/** So many small units as large ones and the rest: 130 minutes are "2 h 10 min". */
function units(
  small: number,
  size: number,
  large: (value: number) => string,
  unit: string,
): string {
  const rest = small % size;
  const whole = large(Math.floor(small / size));
  return rest === 0 ? whole : `${whole} ${rest} ${unit}`;
}

/** "hour", "24 hours", "7 days": what follows "the last". */
export function hoursInWords(hours: number): string {
  if (hours === 1) return "hour";
  return hours > 24 && hours % 24 === 0
    ? count(hours / 24, "day")
    : count(hours, "hour");
}

/** The reader's time zone: "Europe/Berlin". */
export function timeZone(): string {
  return CLOCK.resolvedOptions().timeZone;
}
