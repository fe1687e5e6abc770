import pLimit from "p-limit";
import { setTimeout as sleep } from "node:timers/promises";
import { giveWebhook, type Given, type GiveTools } from "./give-webhook";
import type { KeptEntry } from "./ledger-entry";
import { groupByPair, type PlanItem } from "./plan";

/** What became of an item of the plan. `planned`: it was not its turn in this run. */
export interface Replayed {
  readonly item: PlanItem;
  readonly state: "planned" | "delivered" | "refused" | "unknown" | "busy";
  readonly kept: KeptEntry | null;
  readonly remarks: readonly string[];
}

/** How a replay ended. */
export interface Replay {
  /** In the order of the plan. */
  readonly items: readonly Replayed[];
  /** Whether it stopped because the primary failed again and again. */
  readonly isPrimaryDown: boolean;
}

/** Pairs of numbers that are worked off at the same time. */
const LANES_AT_ONCE = 10;
/** So many failures in a row, and the primary is not back. */
const MAX_FAILURES_IN_A_ROW = 5;

/**
 * Works off a plan: one webhook after the other for each pair of numbers, several pairs side by
 * side. One that is not delivered holds back its pair, so that the order is kept.
 *
 * @param stopped - Is aborted when it shall end: what has begun is finished first.
 * @throws The first error of Twilio's API, likewise.
 */
export async function replay(
  items: readonly PlanItem[],
  tools: GiveTools,
  stopped: AbortSignal,
  onDone: (done: Replayed) => void = () => undefined,
): Promise<Replay> {
  const limit = pLimit(LANES_AT_ONCE);
  const results = new Map<PlanItem, Replayed>();
  const errors: unknown[] = [];
  let failures = 0;
  const isOver = () =>
    stopped.aborted || failures >= MAX_FAILURES_IN_A_ROW || errors.length > 0;

  const note = (item: PlanItem, given: Given): void => {
    if (given.state === "delivered") failures = 0;
    else if (given.state !== "busy") failures += 1;
    const done = { item, ...given };
    results.set(item, done);
    onDone(done);
  };
  const workOff = async (lane: readonly PlanItem[]): Promise<void> => {
    for (const item of lane) {
      if (item.todo === "done") continue;
      if (item.todo === "busy" || item.todo === "unknown" || isOver()) break;
      const given = await giveWebhook(item, tools);
      note(item, given);
      if (given.state !== "delivered") break;
    }
  };
  await Promise.all(
    groupByPair(items).map((lane) =>
      limit(() => workOff(lane).catch((error: unknown) => errors.push(error))),
    ),
  );
  // What the others had begun is finished, and noted, first.
  if (errors.length > 0) throw errors[0];
  return {
    items: items.map((item) => results.get(item) ?? untouched(item)),
    isPrimaryDown: failures >= MAX_FAILURES_IN_A_ROW,
  };
}

/** What is known of an item that this run did not touch. */
export function untouched(item: PlanItem): Replayed {
  const { todo, kept } = item;
  const states = {
    give: "planned",
    reply: "delivered",
    busy: "busy",
    unknown: "unknown",
    done: "delivered",
  } as const;
  return { item, state: states[todo], kept, remarks: [] };
}

/** Lets so many through a second, in the order in which they ask. */
export function pace(perSecond: number): () => Promise<void> {
  const everyMs = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + everyMs;
    if (at > now) await sleep(at - now);
  };
}
