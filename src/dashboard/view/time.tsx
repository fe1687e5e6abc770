import type { VNode } from "preact";
import { fullTime, shortTime } from "../times";

interface TimeProps {
  /** In ISO 8601. */
  readonly at: string;
  /** In Unix milliseconds. */
  readonly now: number;
  readonly format?: (time: number, now: number) => string;
}

/** A time of the feed; all of it is in the tooltip. */
export function Time({ at, now, format = shortTime }: TimeProps): VNode {
  const time = new Date(at);
  const isTime = !Number.isNaN(time.getTime());
  return (
    <time
      {...(isTime && { dateTime: time.toISOString() })}
      title={fullTime(time.getTime())}
    >
      {format(time.getTime(), now)}
    </time>
  );
}
