import type { VNode } from "preact";
import { countByChannel, formatNumber } from "../../text/count";
import type { Incident } from "../client/feed";

/** How many people and failures there are, and what they got. */
export function IncidentCounts({
  incident,
}: {
  readonly incident: Incident;
}): VNode {
  const { people, recovered, apologized, silent, reported } = incident;
  return (
    <dl class="counts card">
      {people === null ? null : <Count label="People" value={people} />}
      <Count
        label="Failures"
        value={incident.count}
        note={countByChannel(incident.channels)}
      />
      <Count
        kind="apologized"
        label="Got the error message"
        value={apologized}
      />
      <Count kind="recovered" label="Recovered by a backup" value={recovered} />
      {silent > 0 ? (
        <Count kind="silent" label="Answered with silence" value={silent} />
      ) : null}
      {reported > 0 ? (
        <Count kind="reported" label="Reported by Twilio" value={reported} />
      ) : null}
    </dl>
  );
}

function Count({
  kind = "",
  label,
  value,
  note = "",
}: {
  readonly kind?: string;
  readonly label: string;
  readonly value: number;
  readonly note?: string;
}): VNode {
  return (
    <div class={kind}>
      <dt>{label}</dt>
      <dd>
        {formatNumber(value)}
        {note === "" ? null : <small>{` ${note}`}</small>}
      </dd>
    </div>
  );
}
