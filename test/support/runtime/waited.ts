import { starvedMs } from "./starved";

/**
 * Does something, and tells for how long it has waited for others, in milliseconds: what this
 * thread worked meanwhile, and what it or another process waited for a processor, is not counted.
 * So a busy machine changes little of it.
 *
 * @param others - Processes that the act waits for.
 */
export async function waiting<T>(
  act: () => Promise<T>,
  ...others: readonly (number | undefined)[]
): Promise<{ result: T; waitedMs: number }> {
  const pids = ["self" as const, ...others];
  const allStarvedMs = () =>
    pids.reduce<number>((sum, pid) => sum + (pid ? starvedMs(pid) : 0), 0);
  const startedAt = performance.now();
  const starvedBefore = allStarvedMs();
  const before = performance.eventLoopUtilization();
  const result = await act();
  const { active } = performance.eventLoopUtilization(before);
  const starved = allStarvedMs() - starvedBefore;
  const waitedMs = performance.now() - startedAt - active - starved;
  return { result, waitedMs };
}

/** For how long something has waited for others. */
export async function waitedMs(
  ...act: Parameters<typeof waiting>
): Promise<number> {
  return (await waiting(...act)).waitedMs;
}
