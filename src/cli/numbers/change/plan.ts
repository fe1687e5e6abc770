import type { Channel } from "../account/kinds/kind";
import type { Kind } from "../account/kinds/kinds";
import type { Selectable } from "../account/select";
import { channelsOf, type Resource } from "../account/resource";
import { mergeChanges, type PlannedChange } from "./change";
import type { Leaving } from "./leaving";
import {
  planChannel,
  type Aim,
  type ChannelPlan,
  type Effect,
} from "./plan-channel";
import type { Target } from "./target";

/** A channel of a resource that is left as it is. */
export interface Left {
  readonly kind: Kind;
  readonly name: string;
  readonly channel: Channel;
  readonly because: Leaving;
}

/** What `attach` would do. */
export interface AttachPlan {
  readonly changes: readonly PlannedChange[];
  /** What becomes of each channel that is changed. */
  readonly effects: readonly Effect[];
  readonly left: readonly Left[];
  /** The names of the chosen resources that a change covers in place of their own webhooks. */
  readonly governed: ReadonlyMap<string, readonly string[]>;
  /** The targets that are used, each with the channels that it is used for. */
  readonly uses: readonly TargetUse[];
}

/** A target on a channel. */
export interface TargetUse {
  readonly target: Target;
  readonly channel: "voice" | "messaging";
}

/**
 * Plans the fallbacks of the chosen resources: on the resource that governs, where one does, once
 * for all that it governs, and only where it is not right already.
 *
 * @param isLeftOut - What is not to be written to, even where it governs.
 */
export function planAttach(
  chosen: readonly Resource[],
  account: readonly Resource[],
  aim: Aim,
  isLeftOut: (one: Selectable) => boolean = () => false,
): AttachPlan {
  const bySid = new Map(account.map((resource) => [resource.sid, resource]));
  const plans = new Map<string, ChannelPlan>();
  const left: Left[] = [];
  const governed = new Map<string, string[]>();
  for (const resource of chosen) {
    for (const { channel } of channelsOf(resource)) {
      const governing = findGoverning(resource, channel, bySid);
      const plan =
        typeof governing === "string"
          ? { left: governing }
          : isLeftOut(governing)
            ? ({ left: "left out by --except" } as const)
            : planChannel(governing, channel, aim);
      if ("left" in plan || typeof governing === "string") {
        const { kind, name } = resource;
        if ("left" in plan)
          left.push({ kind, name, channel, because: plan.left });
        continue;
      }
      plans.set(governing.sid + channel, plan);
      if (governing !== resource) addTo(governed, governing.sid, resource.name);
    }
  }
  const done = [...plans].flatMap(([key, plan]) =>
    "change" in plan ? [{ key, ...plan }] : [],
  );
  return {
    changes: mergeChanges(done.map(({ change }) => change)),
    effects: done.map(({ effect }) => effect),
    left,
    governed,
    uses: usesOf(done),
  };
}

/** The resource whose webhooks are used, or why there is none to write to. */
function findGoverning(
  resource: Resource,
  channel: Channel,
  bySid: ReadonlyMap<string, Resource>,
): Resource | Leaving {
  const governor = resource.governors[channel];
  if (governor === undefined) return resource;
  return governor.is === "conversation"
    ? "a Conversation takes its messages, and has no fallback"
    : (bySid.get(governor.sid) ??
        "the governing resource is not in this account, or cannot be read");
}

function addTo(map: Map<string, string[]>, key: string, name: string): void {
  map.set(key, [...new Set([...(map.get(key) ?? []), name])]);
}

function usesOf(
  done: readonly { readonly key: string; readonly target: Target | null }[],
): TargetUse[] {
  const uses = new Map<string, TargetUse>();
  for (const { key, target } of done) {
    if (target === null) continue;
    const channel = key.endsWith("voice") ? "voice" : "messaging";
    uses.set(`${channel} ${target.method} ${target.url}`, { target, channel });
  }
  return [...uses.values()];
}
