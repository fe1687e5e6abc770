const TIMES_LONGER = 4;
/** Of work that is linear four, of quadratic work sixteen, less what is the same for both. */
const MOST_TIMES_DEARER = 9;
const TRIES = 5;
/** Below, a collection of garbage counts for more than the work. */
const NOISE_MS = 20;

/**
 * Work that is four times as long takes no more than nine times the processor time: it is not
 * quadratic. What is cheap in any case is passed over.
 */
export function expectLinear(
  length: number,
  make: (length: number) => () => void,
): void {
  const short = leastCpuMs(make(length / TIMES_LONGER));
  const long = leastCpuMs(make(length));
  if (long > NOISE_MS)
    expect(long).toBeLessThan(
      MOST_TIMES_DEARER * Math.max(short, NOISE_MS / TIMES_LONGER),
    );
}

/** Of a few tries, since what else runs on the machine can only add to it. */
function leastCpuMs(work: () => void): number {
  const tries = Array.from({ length: TRIES }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...tries);
}
