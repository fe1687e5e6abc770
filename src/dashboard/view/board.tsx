import type { VNode } from "preact";
import { formatNumber } from "../../text/count";
import type { Feed } from "../client/feed";
import { worstFirst } from "../incident-state";
import { hoursInWords } from "../times";
import { FailureList } from "./failure-list";
import { IncidentRow } from "./incident-row";

interface BoardProps {
  readonly feed: Feed;
  readonly hours: number;
  /** In Unix milliseconds. */
  readonly now: number;
}

/** All incidents, the worst first, and the newest failures. */
export function Board({ feed, hours, now }: BoardProps): VNode {
  const incidents = worstFirst(feed.incidents);
  return (
    <>
      {incidents.length === 0 ? null : (
        <section aria-labelledby="incidents-title">
          <h2 id="incidents-title">Incidents</h2>
          <ol id="incident-list" class="incidents card">
            {incidents.map((incident) => (
              <IncidentRow
                key={incident.id}
                incident={incident}
                hours={hours}
                now={now}
              />
            ))}
          </ol>
        </section>
      )}
      <section aria-labelledby="failures-title">
        <h2 id="failures-title">Newest failures</h2>
        <p class="note">{failuresNote(feed)}</p>
        <FailureList failures={feed.failures} now={now} />
      </section>
    </>
  );
}

function failuresNote({ failures, hours, truncated }: Feed): string {
  const time = `the last ${hoursInWords(hours)}`;
  if (failures.length > 0)
    return `The newest ${formatNumber(failures.length)} of ${time}, rehearsals included.`;
  return truncated
    ? `No failure was found in what could be read of ${time}.`
    : `No failure in ${time}. When a call or a message fails, it appears here within seconds.`;
}
