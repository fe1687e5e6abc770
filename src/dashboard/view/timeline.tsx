import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { formatNumber } from "../../text/count";
import type { Incident } from "../client/feed";
import { layOutBars, type Bar } from "../timeline/buckets";
import { describeBar, describeTimeline } from "../timeline/describe-timeline";
import { shortTime } from "../times";
import { Bars, highest } from "./bars";
import { endOf } from "./small-timeline";

interface TimelineProps {
  readonly incident: Incident;
  /** In Unix milliseconds. */
  readonly now: number;
}

/** The course of an incident, with the values of one bar: the pointer or the arrow keys choose it. */
export function Timeline({ incident, now }: TimelineProps): VNode {
  const [chosen, choose] = useState<number | null>(null); // the time of a bar
  const bars = layOutBars(incident.timeline, endOf(incident, now));
  const top = evenTop(highest(bars));
  const index = indexAt(bars, chosen);
  const bar = bars[index];
  const chooseAt = (place: number) => {
    choose(bars[Math.max(0, Math.min(place, bars.length - 1))]?.time ?? null);
  };
  return (
    <div class="course">
      <div class="large timeline">
        <div class="scale" aria-hidden="true">
          <span>{formatNumber(top)}</span>
          <span>{formatNumber(top / 2)}</span>
          <span>0</span>
        </div>
        <div
          class="plot"
          role="img"
          aria-label={describeTimeline(incident.timeline, now)}
          onPointerMove={(event) => {
            const { left, width } = event.currentTarget.getBoundingClientRect();
            chooseAt(
              Math.floor(((event.clientX - left) / width) * bars.length),
            );
          }}
        >
          <Bars bars={bars} top={top} marked={index} />
        </div>
      </div>
      <input
        type="range"
        min="0"
        max={bars.length - 1}
        value={index}
        aria-label="Time in the timeline"
        aria-valuetext={bar && describeBar(bar, now)}
        onInput={({ currentTarget }) => {
          chooseAt(Number(currentTarget.value));
        }}
      />
      <div class="ends" aria-hidden="true">
        <span>{shortTime(bars[0]?.time ?? NaN, now)}</span>
        <span>{shortTime(bars.at(-1)?.time ?? NaN, now)}</span>
      </div>
      <p class="value">{bar && describeBar(bar, now)}</p>
    </div>
  );
}

/** The chosen bar, though others came since; without a choice the last that holds a failure. */
function indexAt(bars: readonly Bar[], chosen: number | null): number {
  const index =
    chosen === null
      ? bars.findLastIndex(
          (bar) =>
            bar.apologized + bar.recovered + bar.silent + bar.reported > 0,
        )
      : bars.findIndex(({ time }) => time === chosen);
  return Math.max(0, index);
}

/** The least even number of at most two digits that matter, not below a height. */
function evenTop(height: number): number {
  const unit = 2 * 10 ** Math.max(0, Math.floor(Math.log10(height)) - 1);
  return Math.max(2, Math.ceil(height / unit) * unit);
}
