import { existsSync, readFileSync } from "node:fs";

/**
 * For how long the machine has kept a process waiting for a processor, in milliseconds; 0 where
 * the system does not say. What is late by that alone is not late.
 *
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
export function starvedMs(pid: number | "self"): number {
  const file = `/proc/${pid}/schedstat`;
  if (!existsSync(file)) return 0;
  const [, waitedNs] = readFileSync(file, "utf8").split(" ");
  return Number(waitedNs) / 1e6;
}
