import pMap from "p-map";

/** Requests to Twilio that are under way at the same time. */
const AT_ONCE = 8;

/** Asks Twilio about each, a few at the same time; the results keep the order. */
export function mapAtOnce<T, R>(
  values: readonly T[],
  ask: (value: T) => Promise<R>,
): Promise<R[]> {
  return pMap(values, ask, { concurrency: AT_ONCE });
}
