/** As the newer APIs write a time: `2026-11-22T10:00:01Z`. */
export function isoSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

/** As the 2010 API writes a time: `Sun, 22 Nov 2026 10:00:01 +0000`. */
export function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}

/**
 * Whether a time lies within what a list is asked for. A day, as `2026-11-22`, means all of it.
 *
 * @param from - The earliest, null for any.
 * @param to - The latest, null for any.
 */
export function isWithin(
  date: Date,
  from: string | null,
  to: string | null,
): boolean {
  const time = date.getTime();
  const isAfter = from === null || time >= Date.parse(from);
  const end =
    to !== null && /^\d{4}-\d\d-\d\d$/.test(to) ? `${to}T23:59:59.999Z` : to;
  return isAfter && (end === null || time <= Date.parse(end));
}
