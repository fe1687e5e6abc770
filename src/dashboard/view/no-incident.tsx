import type { VNode } from "preact";
import { formatRoute } from "../client/route";
import { hoursInWords } from "../times";
import { BackLink } from "./back-link";
import { Heading } from "./heading";
import { Outside } from "./outside";

/** Where the address names an incident that the service does not find. */
export function NoIncident({
  hours,
  incident,
}: {
  readonly hours: number;
  readonly incident: string;
}): VNode {
  return (
    <article class="one">
      <BackLink hours={hours} />
      <Heading>{`No such incident in the last ${hoursInWords(hours)}`}</Heading>
      <p class="long">
        Its name is <Outside text={incident} />. It may have begun earlier:{" "}
        <a href={formatRoute({ incident, hours: 720 })}>
          look for it in the last 30 days
        </a>
        .
      </p>
    </article>
  );
}
