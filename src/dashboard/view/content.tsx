import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { Route } from "../client/route";
import type { Reading } from "../client/use-feed";
import { judge } from "../judge";
import { Board } from "./board";
import { IncidentPage } from "./incident-page";
import { NoIncident } from "./no-incident";
import { Truncated } from "./truncated";
import { VerdictBanner } from "./verdict";

const MINUTE_MS = 60_000;

interface ContentProps {
  readonly reading: Reading;
  readonly route: Route;
  /** How old the reading is. */
  readonly ageMs: number;
}

/** What was read: all incidents, or the one that the address names. */
export function Content({ reading, route, ageMs }: ContentProps): VNode {
  const { feed } = reading;
  const now = serviceTime(reading) + ageMs;
  // Hundreds of rows are compared where the feed or the minute is new, and not each second.
  const rows = useMemo(
    () => chooseRows(reading, route, now),
    [reading, route, Math.floor(now / MINUTE_MS)],
  );
  return (
    <>
      {route.incident === null ? (
        <VerdictBanner verdict={judge({ feed, now, ageMs })} />
      ) : null}
      {feed.truncated ? <Truncated /> : null}
      {rows}
    </>
  );
}

function chooseRows(
  { feed, isPreview }: Reading,
  { incident, hours }: Route,
  now: number,
): VNode {
  if (incident === null) return <Board feed={feed} hours={hours} now={now} />;
  const found = feed.incidents.find(({ id }) => id === incident);
  if (found === undefined)
    return <NoIncident incident={incident} hours={hours} />;
  return (
    <IncidentPage
      key={incident}
      incident={found}
      failures={isPreview ? null : feed.failures}
      hours={hours}
      now={now}
    />
  );
}

/** When it was read by the service's clock: this browser's may be wrong. */
function serviceTime({ feed, readAt }: Reading): number {
  const generatedAt = Date.parse(feed.generatedAt);
  return Number.isNaN(generatedAt) ? readAt : generatedAt;
}
