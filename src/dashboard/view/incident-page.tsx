import type { ComponentChildren, VNode } from "preact";
import { countFailures, formatNumber } from "../../text/count";
import { describeErrorClass } from "../../text/words";
import type { Failure, Incident } from "../client/feed";
import { describeEnd, describeIncident } from "../describe-incident";
import { nameOrigin } from "../judge";
import { Afterwards } from "./afterwards";
import { BackLink } from "./back-link";
import { Backups } from "./backups";
import { ErrorCodes } from "./error-codes";
import { FailureList } from "./failure-list";
import { Heading } from "./heading";
import { IncidentCounts } from "./incident-counts";
import { IncidentTimes } from "./incident-times";
import { OurNumbers } from "./our-numbers";
import { Outside } from "./outside";
import { StateBadge } from "./state-badge";
import { Timeline } from "./timeline";

interface IncidentPageProps {
  readonly incident: Incident;
  /** Its own, newest first; null where they have not come yet. */
  readonly failures: readonly Failure[] | null;
  readonly hours: number;
  /** In Unix milliseconds. */
  readonly now: number;
}

/** Everything about one incident. */
export function IncidentPage(props: IncidentPageProps): VNode {
  const { incident, failures, hours, now } = props;
  return (
    <article class="one">
      <BackLink hours={hours} />
      <StateBadge incident={incident} />
      <Heading>
        <Outside text={nameOrigin(incident.origin)} />
      </Heading>
      <p class="happens long" role="status">
        <Outside text={describeIncident(incident)} />
      </p>
      <p>{describeEnd(incident, now)}</p>
      <p class="long">
        <Outside text={describeErrorClass(incident.errorClass).meaning} />
      </p>
      <ErrorCodes errorCodes={incident.errorCodes} />
      <IncidentCounts incident={incident} />
      <Part title="When">
        <IncidentTimes incident={incident} now={now} />
        <Timeline incident={incident} now={now} />
      </Part>
      <div class="sides">
        <Part title="Our numbers">
          <OurNumbers numbers={incident.numbers} />
        </Part>
        <Part title="Backups">
          <Backups failures={failures} />
        </Part>
      </div>
      <Afterwards id={incident.id} />
      <Part title="Failures">
        {failures === null ? (
          <p class="note">Loading its failures …</p>
        ) : (
          <>
            <p class="note">{`The newest ${formatNumber(failures.length)} of ${countFailures(incident.count)}.`}</p>
            <FailureList failures={failures} now={now} />
          </>
        )}
      </Part>
    </article>
  );
}

function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <section class="part card">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
