import type { VNode } from "preact";
import { countFailures } from "../../text/count";
import type { Incident } from "../client/feed";
import { Outside } from "./outside";

/** Our numbers that are hit, the most failing first. */
export function OurNumbers({ numbers }: Pick<Incident, "numbers">): VNode {
  if (numbers.length === 0) return <p class="note">None is known.</p>;
  return (
    <ul class="tally">
      {numbers.map(({ number, count: failures }) => (
        <li key={number}>
          <span class="long">
            <Outside text={number} />
          </span>
          <span>{countFailures(failures)}</span>
        </li>
      ))}
    </ul>
  );
}
