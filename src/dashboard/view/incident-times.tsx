import type { VNode } from "preact";
import type { Incident } from "../client/feed";
import { lengthOf } from "../incident-state";
import { span } from "../times";
import { Time } from "./time";

interface IncidentTimesProps {
  readonly incident: Incident;
  /** In Unix milliseconds. */
  readonly now: number;
}

/** When it failed, and what was told when. */
export function IncidentTimes({ incident, now }: IncidentTimesProps): VNode {
  const { firstAt, lastAt, toldAt, resolvedAt } = incident;
  return (
    <dl class="moments">
      <Moment label="First failure" at={firstAt} now={now} />
      <Moment label="Last failure" at={lastAt} now={now} />
      <div>
        <dt>How long</dt>
        <dd>{span(lengthOf(incident, now))}</dd>
      </div>
      <Moment label="Those on call were last told" at={toldAt} now={now} />
      <Moment label="Over, and told so" at={resolvedAt} now={now} />
    </dl>
  );
}

function Moment({
  label,
  at,
  now,
}: {
  readonly label: string;
  readonly at: string | null;
  readonly now: number;
}): VNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{at === null ? "not yet" : <Time at={at} now={now} />}</dd>
    </div>
  );
}
