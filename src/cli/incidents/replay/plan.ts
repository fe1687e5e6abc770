import type { KeptEntry } from "./ledger-entry";
import type { MissedWebhook } from "./missed-webhook";

/**
 * What is to be done about one webhook. `give`: to the primary. `reply`: the primary has it, and
 * replies of it are not sent yet. `busy`: another operator is at it. `unknown`: it may have
 * arrived. `done`: nothing is left.
 */
export type Todo = "give" | "reply" | "busy" | "unknown" | "done";

/** One webhook, with what is known of it. */
export interface PlanItem {
  readonly webhook: MissedWebhook;
  readonly kept: KeptEntry | null;
  readonly todo: Todo;
}

/** An `asked` entry that is younger is another operator's, who is waiting for the answer. */
const ASKED_IS_BUSY_MS = 30_000;

/** What is to be done about one webhook. Pure; `now` is in Unix milliseconds. */
export function planItem(
  webhook: MissedWebhook,
  kept: KeptEntry | null,
  { now, again }: { readonly now: number; readonly again: boolean },
): PlanItem {
  return { webhook, kept, todo: whatToDo(kept, now, again) };
}

function whatToDo(kept: KeptEntry | null, now: number, again: boolean): Todo {
  if (kept === null) return "give";
  const { state, at, replies } = kept.entry;
  const isFresh = now - Date.parse(at) < ASKED_IS_BUSY_MS;
  switch (state) {
    case "refused":
      return "give";
    case "asked":
      if (isFresh) return "busy";
      return again ? "give" : "unknown";
    case "delivered": {
      const isLeft = replies.some(
        (reply) =>
          reply.state === "planned" || (reply.state === "asked" && again),
      );
      if (!isLeft) return "done";
      return isFresh ? "busy" : "reply";
    }
  }
}

/** The items of each pair of numbers, in the order of their time. */
export function groupByPair(items: readonly PlanItem[]): PlanItem[][] {
  const lanes = new Map<string, PlanItem[]>();
  for (const item of items) {
    const lane = lanes.get(item.webhook.pair) ?? [];
    lanes.set(item.webhook.pair, lane);
    lane.push(item);
  }
  return [...lanes.values()];
}
