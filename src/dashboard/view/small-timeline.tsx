import type { VNode } from "preact";
import type { Incident } from "../client/feed";
import { layOutBars } from "../timeline/buckets";
import { describeTimeline } from "../timeline/describe-timeline";
import { Bars, highest } from "./bars";

interface SmallTimelineProps {
  readonly incident: Incident;
  /** In Unix milliseconds. */
  readonly now: number;
}

/** The course of an incident, of the size of a word. */
export function SmallTimeline({ incident, now }: SmallTimelineProps): VNode {
  const bars = layOutBars(incident.timeline, endOf(incident, now));
  return (
    <div
      class="small timeline"
      role="img"
      aria-label={describeTimeline(incident.timeline, now)}
    >
      <Bars bars={bars} top={highest(bars)} />
    </div>
  );
}

/** Where a timeline ends: the silence since the last failure shows while nobody knows that it is over. */
export function endOf(
  { state, lastAt }: Pick<Incident, "state" | "lastAt">,
  now: number,
): number {
  return state === "resolved" ? Date.parse(lastAt) : now;
}
