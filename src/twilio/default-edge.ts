/** The edge that stands in the same place as a region. The hosts without an edge are switched off. */
const EDGES: Readonly<Record<string, string>> = {
  us1: "ashburn",
  au1: "sydney",
  ie1: "dublin",
};

/**
 * The edge at which a region's API is asked where nobody names one; null where none is known.
 *
 * @see https://www.twilio.com/docs/global-infrastructure/understanding-twilio-regions
 */
export function defaultEdge(region: string | null): string | null {
  return region === null ? null : (EDGES[region] ?? null);
}
