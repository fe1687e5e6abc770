import { h, type Description } from "../dom/describe";
import { fullTime } from "../times";

/** A time of the feed, as `format` has it; all of it is in the tooltip. */
export function timeOf(
  at: string,
  now: number,
  format: (time: number, now: number) => string,
): Description {
  const time = Date.parse(at);
  return h(
    "time",
    {
      datetime: Number.isNaN(time) ? null : new Date(time).toISOString(),
      title: fullTime(time),
    },
    format(time, now),
  );
}
