import type { TimelineBucket } from "../../journal/timeline";
import { drawChart, type Chart } from "./chart";

interface Timeline {
  readonly timeline: readonly TimelineBucket[];
  /** Where the axis shall end at the earliest, in Unix milliseconds. */
  readonly until: number;
}

/** What each element shows, drawn or not: of hundreds, only those in sight are. */
const timelines = new Map<HTMLElement, Timeline>();
const charts = new Map<HTMLElement, Chart>();

const sight = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!(target instanceof HTMLElement)) continue;
      if (isIntersecting) draw(target);
      else drop(target);
    }
  },
  { rootMargin: "50%" },
);

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const chart of charts.values()) chart.redraw();
});

/** Shows a timeline in an element, from when it comes into sight. */
export function showTimeline(element: HTMLElement, timeline: Timeline): void {
  if (!timelines.has(element)) sight.observe(element);
  timelines.set(element, timeline);
  charts.get(element)?.show(timeline.timeline, timeline.until);
}

/** Forgets the elements that have left the page. */
export function forgetTimelines(): void {
  for (const element of timelines.keys()) {
    if (element.isConnected) continue;
    sight.unobserve(element);
    timelines.delete(element);
    drop(element);
  }
}

function draw(element: HTMLElement): void {
  const shown = timelines.get(element);
  if (shown === undefined || charts.has(element)) return;
  const chart = drawChart(element);
  charts.set(element, chart);
  chart.show(shown.timeline, shown.until);
}

function drop(element: HTMLElement): void {
  charts.get(element)?.destroy();
  charts.delete(element);
}
