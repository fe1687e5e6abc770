import type { VNode } from "preact";
import { countTotal, type Bar } from "../timeline/buckets";

/** From the ground up. */
const LAYERS = ["apologized", "recovered", "silent", "reported"] as const;

interface BarsProps {
  readonly bars: readonly Bar[];
  /** The height of the axis, in failures. */
  readonly top: number;
  /** The bar that is marked. */
  readonly marked?: number | undefined;
}

/** A timeline drawn as stacked bars, as large as the element around it. */
export function Bars({ bars, top, marked }: BarsProps): VNode {
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${bars.length} ${top}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {marked === undefined ? null : (
        <rect class="marked" x={marked} width="1" height={top} />
      )}
      {LAYERS.map((layer, index) => (
        <path
          key={layer}
          class={layer}
          d={drawLayer(bars, top, layer, LAYERS.slice(0, index))}
        />
      ))}
    </svg>
  );
}

function drawLayer(
  bars: readonly Bar[],
  top: number,
  layer: (typeof LAYERS)[number],
  beneath: readonly (typeof LAYERS)[number][],
): string {
  return bars
    .map((bar, index) => {
      const height = bar[layer];
      if (height <= 0) return "";
      const ground = beneath.reduce((sum, one) => sum + bar[one], 0);
      return `M${index + 0.1} ${top - ground}v${-height}h.8v${height}z`;
    })
    .join("");
}

/** The highest bar, at least 1. */
export function highest(bars: readonly Bar[]): number {
  return bars.reduce((most, bar) => Math.max(most, countTotal(bar)), 1);
}
