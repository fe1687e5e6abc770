/** How many resources are read or changed at the same time. */
const AT_A_TIME = 4;

/** Does something for each of many, a few at the same time, and returns the results in order. */
export async function atATime<T, R>(
  all: readonly T[],
  doFor: (one: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(all.length);
  const waiting = all.entries();
  const work = async (): Promise<void> => {
    for (const [index, one] of waiting) results[index] = await doFor(one);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}
