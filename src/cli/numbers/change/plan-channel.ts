import type { Channel, WebhookFields } from "../account/kinds/kind";
import {
  definitionOf,
  type Resource,
  type Webhooks,
} from "../account/resource";
import { isFallbackFunction } from "../account/static-document";
import { isPrimary, judgeOwn } from "../account/verdict";
import type { FieldChange, PlannedChange } from "./change";
import { targetFor } from "./choose-target";
import { withOverrides, type Overrides } from "./fast-failover";
import type { Leaving } from "./leaving";
import { isTargetUrl, type Target } from "./target";

/** What `attach` is to reach. */
export interface Aim {
  readonly targets: readonly Target[];
  /** Null where the primaries are left as they are. */
  readonly overrides: Overrides | null;
  /** Whether to take a place from a fallback that works. */
  readonly replace: boolean;
}

/** What becomes of a channel's fallback. */
export type Effect = "added" | "replaced" | "put right" | "kept";

/** What is to be done about one channel of one resource. */
export type ChannelPlan =
  | {
      readonly change: PlannedChange;
      readonly effect: Effect;
      /** Null where the fallback is kept, and the primary's wait shortened. */
      readonly target: Target | null;
    }
  | { readonly left: Leaving };

/** Plans one channel of a resource that nothing governs. */
export function planChannel(
  resource: Resource,
  channel: Channel,
  aim: Aim,
): ChannelPlan {
  const { kind, sid, name, webhooks, idle } = resource;
  const { webhooks: fieldNames, context } = definitionOf(resource);
  const own = webhooks[channel];
  const names = fieldNames[channel];
  if (context === null || channel === "task")
    return { left: "its fallback answers JSON, which none of --to speaks" };
  if (idle !== null) return { left: idle };
  const { verdict } = judgeOwn(resource, channel);
  if (!own || !names || verdict === "no-primary")
    return { left: "no primary URL to protect" };
  if (isOwnFallback(own.primaryUrl, aim.targets)) {
    return {
      left: "its primary URL is the fallback itself: set your application's URL there",
    };
  }
  const wait = shortened(own, aim.overrides);
  const isKept =
    verdict === "covered" &&
    !aim.replace &&
    !isTargetUrl(own.fallbackUrl, aim.targets);
  const target = isKept ? null : chooseFor(resource, channel, own, aim.targets);
  if (typeof target === "string" && wait.primaryUrl === own.primaryUrl)
    return { left: target };
  const chosen = typeof target === "string" ? null : target;
  const wanted = {
    ...own,
    ...wait,
    ...(chosen && fallbackOf(resource, chosen)),
  };
  const fields = changedFields(names, own, wanted);
  if (fields.length === 0) {
    return {
      left: isKept ? "covered already (--replace takes it)" : "right already",
    };
  }
  const seen = new Map(
    valuesOf(names, own).map(([field, value]) => [field, value ?? ""]),
  );
  return {
    change: { kind, sid, name, fields, seen },
    effect: effectOf(own, chosen, aim.targets),
    target: chosen,
  };
}

function isOwnFallback(
  primaryUrl: string | null,
  targets: readonly Target[],
): boolean {
  return (
    primaryUrl !== null &&
    URL.canParse(primaryUrl) &&
    (isFallbackFunction(new URL(primaryUrl)) ||
      isTargetUrl(primaryUrl, targets))
  );
}

function shortened(
  { primaryUrl }: Webhooks,
  overrides: Overrides | null,
): Pick<Webhooks, "primaryUrl"> {
  return {
    primaryUrl:
      overrides && isPrimary(primaryUrl)
        ? withOverrides(primaryUrl, overrides)
        : primaryUrl,
  };
}

function chooseFor(
  resource: Resource,
  channel: "voice" | "messaging",
  { primaryUrl }: Webhooks,
  targets: readonly Target[],
): Target | Leaving {
  const { kind, sid, name } = resource;
  const { methods } = definitionOf(resource);
  const digits = kind === "number" ? name.replace(/\D/g, "") : "";
  return targetFor({ key: sid, channel, primaryUrl, methods, digits }, targets);
}

/**
 * What a target is on a resource. Where Twilio tells no `ErrorUrl`, the Function is told by a
 * parameter whose failure it is.
 */
function fallbackOf(
  resource: Resource,
  { url, method, isStatic }: Target,
): Omit<Webhooks, "primaryUrl"> {
  if (definitionOf(resource).tellsErrorUrl || isStatic)
    return { fallbackUrl: url, fallbackMethod: method };
  const told = new URL(url);
  told.searchParams.set("FallbackFor", resource.sid);
  return { fallbackUrl: told.href, fallbackMethod: method };
}

function changedFields(
  names: WebhookFields,
  own: Webhooks,
  wanted: Webhooks,
): FieldChange[] {
  const after = new Map(valuesOf(names, wanted));
  return valuesOf(names, own)
    .map(([field, old]) => ({
      field,
      old: old ?? "",
      new: after.get(field) ?? "",
    }))
    .filter((field) => field.old !== field.new);
}

/** Each part that a kind has, by its field. */
function valuesOf(
  names: WebhookFields,
  webhooks: Webhooks,
): [field: string, value: string | null][] {
  const parts = ["primaryUrl", "fallbackUrl", "fallbackMethod"] as const;
  return parts.flatMap((part) => {
    const field = names[part];
    return field === null ? [] : [[field, webhooks[part]]];
  });
}

function effectOf(
  { fallbackUrl }: Webhooks,
  target: Target | null,
  targets: readonly Target[],
): Effect {
  if (target === null) return "kept";
  if (fallbackUrl === null) return "added";
  return isTargetUrl(fallbackUrl, targets) ? "put right" : "replaced";
}
