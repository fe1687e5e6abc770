/** What the page shows, as the fragment of its address says it: it survives a reload. */
export interface Route {
  /** The id of the incident that is looked at; null for all of them. */
  readonly incident: string | null;
  /** How far back, in hours. */
  readonly hours: number;
}

const DEFAULT_HOURS = 24;
const MAX_HOURS = 720;

/** Reads `#/incident/<id>?hours=168`; what says nothing is the list of a day. Pure. */
export function readRoute(fragment: string): Route {
  const [path = "", query = ""] = fragment.replace(/^#/, "").split("?", 2);
  const hours = Number(new URLSearchParams(query).get("hours") ?? NaN);
  const isInRange = Number.isInteger(hours) && hours >= 1 && hours <= MAX_HOURS;
  return {
    incident: readIncident(path),
    hours: isInRange ? hours : DEFAULT_HOURS,
  };
}

function readIncident(path: string): string | null {
  const [, id = ""] = /^\/incident\/([^/]+)$/.exec(path) ?? [];
  try {
    return id === "" ? null : decodeURIComponent(id);
  } catch {
    return null; // a % that escapes nothing
  }
}

/** The fragment that `readRoute` reads. Pure. */
export function formatRoute({ incident, hours }: Route): string {
  const path =
    incident === null
      ? "#/"
      : `#/incident/${encodeURIComponent(incident.toWellFormed())}`;
  return hours === DEFAULT_HOURS ? path : `${path}?hours=${hours}`;
}
