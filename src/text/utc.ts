/** A time with its zone, as everyone reads it alike: "2026-11-22 10:00:00 UTC". */
export function formatUtc(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** Its time of day: "10:00:00". */
export function formatUtcTime(at: string): string {
  return new Date(at).toISOString().slice(11, 19);
}
