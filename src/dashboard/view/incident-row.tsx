import type { VNode } from "preact";
import { countFailures, countPeople, formatNumber } from "../../text/count";
import { countOutcomes, describeErrorClass } from "../../text/words";
import type { Incident } from "../client/feed";
import { formatRoute } from "../client/route";
import { lengthOf } from "../incident-state";
import { nameOrigin } from "../judge";
import { span } from "../times";
import { Outside } from "./outside";
import { SmallTimeline } from "./small-timeline";
import { StateBadge } from "./state-badge";
import { Time } from "./time";

interface IncidentRowProps {
  readonly incident: Incident;
  readonly hours: number;
  /** In Unix milliseconds. */
  readonly now: number;
}

/** One incident in the list: a link to its own page. */
export function IncidentRow({ incident, hours, now }: IncidentRowProps): VNode {
  const { id, origin, people, count, firstAt } = incident;
  return (
    <li class="incident" data-state={incident.state}>
      <StateBadge incident={incident} />
      <div class="subject">
        <h3 class="long">
          <a href={formatRoute({ incident: id, hours })}>
            <Outside text={nameOrigin(origin)} />
          </a>
        </h3>
        <p class="got long">
          <Outside text={describeErrorClass(incident.errorClass).title} />
          {` · ${whatPeopleGot(incident)}`}
        </p>
      </div>
      <p class="amounts">
        {people === null ? null : <strong>{countPeople(people)}</strong>}
        <span>{countFailures(count)}</span>
      </p>
      <p class="when">
        <span>
          since <Time at={firstAt} now={now} />
        </span>
        <span>for {span(lengthOf(incident, now))}</span>
      </p>
      <SmallTimeline incident={incident} now={now} />
    </li>
  );
}

/** What people got; of an incident that has ended, how many were not helped. */
function whatPeopleGot(incident: Incident): string {
  const { state, apologized, count } = incident;
  return state === "open"
    ? countOutcomes(incident).join(", ")
    : `${formatNumber(apologized)} of ${formatNumber(count)} not helped`;
}
