import type { JournalRecord } from "./record";

/** How many failures ended how, from `at` (ISO 8601) to the next bucket. */
export interface TimelineBucket {
  readonly at: string;
  readonly recovered: number;
  readonly apologized: number;
  readonly silent: number;
  readonly reported: number;
}

const MINUTE_MS = 60_000;
const WIDTHS_MS = [1, 5, 15, 60, 6 * 60, 24 * 60].map((n) => n * MINUTE_MS);
const MAX_BUCKETS = 120;

/**
 * The course of failures, given in the order of their time: even buckets without a gap, of a
 * minute, or as wide as it takes for them to be few.
 */
export function timelineOf(
  failures: readonly Pick<JournalRecord, "at" | "outcome">[],
): TimelineBucket[] {
  const times = failures.map(({ at }) => Date.parse(at));
  const first = times.at(0);
  const last = times.at(-1);
  if (first === undefined || last === undefined) return [];
  const width =
    WIDTHS_MS.find((one) => (last - first) / one < MAX_BUCKETS - 1) ??
    (last - first) / (MAX_BUCKETS - 1);
  const start = Math.floor(first / width) * width;
  const indexOf = (time: number) => Math.floor((time - start) / width);

  const buckets = Array.from({ length: indexOf(last) + 1 }, (_, index) => ({
    at: new Date(start + index * width).toISOString(),
    recovered: 0,
    apologized: 0,
    silent: 0,
    reported: 0,
  }));
  failures.forEach(({ outcome }, index) => {
    const bucket = buckets[indexOf(times[index] ?? start)];
    if (bucket) bucket[outcome] += 1;
  });
  return buckets;
}
