import uPlot from "uplot";
import type { TimelineBucket } from "../../journal/timeline";
import { shortTime } from "../times";
import { formatNumber } from "../words";
import { bucketWidthMs } from "./describe-timeline";

const HEIGHT_PX = 132;
/** Few bars stay slim: the axis is at least this many of them long. */
const MIN_BARS = 15;

/** A timeline drawn as stacked bars. */
export interface Chart {
  /** @param until - Where the axis shall end at the earliest, in Unix milliseconds. */
  readonly show: (timeline: readonly TimelineBucket[], until: number) => void;
  readonly redraw: () => void;
  readonly destroy: () => void;
}

/** Draws into an element, as wide as that is. */
export function drawChart(element: HTMLElement): Chart {
  let timeline: readonly TimelineBucket[] = [];
  let range: [number, number] = [0, 1];
  const now = () => range[1] * 1000;
  const color = (name: string) => () =>
    getComputedStyle(element).getPropertyValue(name);
  const axis: uPlot.Axis = {
    stroke: color("--muted"),
    font: `12px ${getComputedStyle(element).fontFamily}`,
    ticks: { show: false },
  };
  const paths = uPlot.paths.bars?.({ size: [0.8, 28], align: 1 });
  const bars = (name: string): uPlot.Series => ({
    fill: color(name),
    width: 0,
    points: { show: false },
    ...(paths && { paths }),
  });
  const plot = new uPlot(
    {
      width: element.clientWidth,
      height: HEIGHT_PX,
      padding: [8, 20, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { range: () => range },
        y: { range: (_, __, max) => [0, evenTop(max)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: 90,
          size: 28,
          values: (_, splits) =>
            splits.map((split) => shortTime(split * 1000, now())),
        },
        {
          ...axis,
          grid: { stroke: color("--line"), width: 1 },
          splits: (_, __, bottom, top) => [bottom, top / 2, top],
          size: 44,
          values: (_, splits) => splits.map(formatNumber),
        },
      ],
      // A bar that another stands on is drawn after it, from the ground up.
      series: [
        {},
        bars("--reported"),
        bars("--apologized"),
        bars("--recovered"),
      ],
    },
    stack(timeline),
    element,
  );
  const resizing = new ResizeObserver(() => {
    if (element.clientWidth > 0)
      plot.setSize({ width: element.clientWidth, height: HEIGHT_PX });
  });
  resizing.observe(element);

  return {
    show: (shown, until) => {
      timeline = shown;
      range = rangeOf(timeline, until);
      plot.setData(stack(timeline));
    },
    redraw: () => {
      plot.redraw();
    },
    destroy: () => {
      resizing.disconnect();
      plot.destroy();
    },
  };
}

/** Times in seconds, and the heights of each series on top of those beneath it. */
function stack(timeline: readonly TimelineBucket[]): uPlot.AlignedData {
  // A layer of nothing is not drawn: its edge would be seen behind the others.
  const layer = (own: number, beneath: number) =>
    own > 0 ? own + beneath : null;
  return [
    timeline.map(({ at }) => Date.parse(at) / 1000),
    timeline.map(({ recovered, apologized, reported }) =>
      layer(reported, recovered + apologized),
    ),
    timeline.map(({ recovered, apologized }) => layer(apologized, recovered)),
    timeline.map(({ recovered }) => layer(recovered, 0)),
  ];
}

/** The least even number of at most two digits that matter, not below a height. */
function evenTop(height: number): number {
  const unit = 2 * 10 ** Math.max(0, Math.floor(Math.log10(height)) - 1);
  return Math.max(2, Math.ceil(height / unit) * unit);
}

function rangeOf(
  timeline: readonly TimelineBucket[],
  until: number,
): [number, number] {
  const width = bucketWidthMs(timeline);
  const start = Date.parse(timeline[0]?.at ?? "");
  const end = Date.parse(timeline.at(-1)?.at ?? "") + width;
  if (Number.isNaN(start) || Number.isNaN(end)) return [0, 1];
  const last = Math.max(end, Math.ceil(until / width) * width || end);
  return [Math.min(start, last - MIN_BARS * width) / 1000, last / 1000];
}
