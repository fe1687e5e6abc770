import type { VNode } from "preact";

/** Says that what is shown may not be all. */
export function Truncated(): VNode {
  return (
    <p class="truncated card">
      <strong>Not everything was read.</strong> Part of the journal did not
      answer in time: there may be more failures than are shown and counted
      here.
    </p>
  );
}
