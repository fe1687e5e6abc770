import fc from "fast-check";

const { FUZZ_RUNS, FUZZ_SEED, FUZZ_PATH, EXHAUSTIVE } = process.env;

/** Of the cases that a law names: a fifth by day, and more by night. */
const SHARE = EXHAUSTIVE === undefined ? 0.2 : 3;

/** The same cases each time, until somebody asks for others. */
const SEED = 20_261_122;

/** The slowest case that there is, with time to shrink it. */
const MS_A_CASE = 50;
const MIN_TIMEOUT_MS = 120_000;

/**
 * A law as a test of its own, over its share of so many cases of a fixed seed, or `FUZZ_RUNS` of
 * them and `FUZZ_SEED`. A failure prints its seed and path: `FUZZ_PATH` plays that case alone.
 */
export function fuzz<Case>(
  law: string,
  runs: number,
  cases: fc.Arbitrary<Case>,
  holds: (one: Case) => void | Promise<void>,
): void {
  const numRuns = Number(FUZZ_RUNS ?? runs * SHARE);
  test(
    law,
    async () => {
      const property = fc.asyncProperty(cases, async (one) => {
        await holds(one);
      });
      await fc.assert(property, {
        numRuns,
        seed: Number(FUZZ_SEED ?? SEED),
        ...(FUZZ_PATH !== undefined && { path: FUZZ_PATH }),
      });
    },
    Math.max(MIN_TIMEOUT_MS, numRuns * MS_A_CASE),
  );
}
