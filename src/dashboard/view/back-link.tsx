import type { VNode } from "preact";
import { formatRoute } from "../client/route";

/** The way back to the list. */
export function BackLink({ hours }: { readonly hours: number }): VNode {
  return (
    <a class="back" href={formatRoute({ incident: null, hours })}>
      ← All incidents
    </a>
  );
}
