import type { VNode } from "preact";
import type { Verdict } from "../judge";
import { Icon } from "./icon";
import { Outside } from "./outside";

/** Whether anything is failing now. */
export function VerdictBanner({
  verdict,
}: {
  readonly verdict: Verdict;
}): VNode {
  return (
    <section id="verdict" class={`verdict ${verdict.tone}`} aria-label="Now">
      <Icon tone={verdict.tone} />
      <div>
        <p class="sentence long" role="status">
          <Outside text={verdict.sentence} />
        </p>
        <p class="detail">{verdict.detail}</p>
      </div>
    </section>
  );
}
