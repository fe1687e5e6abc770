/**
 * A time with its zone, as everyone reads it alike: "2026-11-22 10:00:00 UTC".
 *
 * @param at - ISO 8601, or Unix milliseconds.
 */
export function formatUtc(at: string | number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
