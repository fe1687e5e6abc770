import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

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

/** Who waits for a processor so long may well find a healthy server too slow. */
const STARVED_MS = 250;
const MAX_TRIES = 3;
/** A thread that works for less of such a time has room for one test more. */
const ROOM = { share: 0.7, ofMs: 10 };
/** One that hardly works leaves a test alone. */
const CALM = { share: 0.5, ofMs: 250 };
const MOST_WAITING_MS = 30_000;

/** Runs a test, and runs it anew where it failed while the machine starved it. */
export async function unlessStarved(
  test: (noteStarved: (ms: number) => void) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    let mostMs = 0;
    try {
      await test((ms) => (mostMs = Math.max(mostMs, ms)));
      return;
    } catch (error) {
      if (mostMs < STARVED_MS || tries === MAX_TRIES) throw error;
      await waitFor(CALM);
    }
  }
}

let lastAdmitted: Promise<void> = Promise.resolve();

/** Has tests of one thread begin one after the other, each when there is room for it. */
export function admitted(): Promise<void> {
  lastAdmitted = lastAdmitted.then(() => waitFor(ROOM));
  return lastAdmitted;
}

/** Waits until this thread works for less than a share of the time, or as long as that is worth. */
async function waitFor({ share, ofMs }: typeof CALM): Promise<void> {
  const deadline = performance.now() + MOST_WAITING_MS;
  while (performance.now() < deadline) {
    const before = performance.eventLoopUtilization();
    await sleep(ofMs);
    if (performance.eventLoopUtilization(before).utilization < share) return;
  }
}
