import type { Bucket } from "../client/feed";

const MINUTE_MS = 60_000;
/** Few bars stay slim: the axis is at least this many of them long. */
const MIN_BARS = 15;
/** Silence at the end that is worth its room; the service itself sends at most 120 buckets. */
const MAX_EMPTY_BARS = 60;

/** How many failures a bucket holds. */
export function countTotal(bucket: Omit<Bucket, "at">): number {
  return bucket.recovered + bucket.apologized + bucket.silent + bucket.reported;
}

/** How long a bucket is, in milliseconds. */
export function bucketWidthMs(timeline: readonly Bucket[]): number {
  const [first, second] = timeline.map(({ at }) => Date.parse(at));
  const width = (second ?? NaN) - (first ?? NaN);
  return width > 0 ? width : MINUTE_MS;
}

/** A bar of a timeline: a bucket that begins at `time`, in Unix milliseconds. */
export interface Bar extends Omit<Bucket, "at"> {
  readonly time: number;
}

/** The bars of a timeline, with empty ones before few, and up to `until` behind them. Pure. */
export function layOutBars(timeline: readonly Bucket[], until: number): Bar[] {
  const width = bucketWidthMs(timeline);
  const bars = timeline.map(({ at, ...counts }) => ({
    ...counts,
    time: Date.parse(at),
  }));
  const end = (bars.at(-1)?.time ?? NaN) + width;
  const behind = Math.ceil((until - end) / width);
  for (let index = 0; index < Math.min(behind, MAX_EMPTY_BARS); index += 1)
    bars.push(emptyBar(end + index * width));
  const first = bars[0]?.time ?? NaN;
  const before = Math.max(0, MIN_BARS - bars.length);
  return [
    ...Array.from({ length: before }, (_, index) =>
      emptyBar(first - (before - index) * width),
    ),
    ...bars,
  ];
}

function emptyBar(time: number): Bar {
  return { time, recovered: 0, apologized: 0, silent: 0, reported: 0 };
}
