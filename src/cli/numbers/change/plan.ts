import type { TwimlChannel } from "../../../twilio/check-twiml";
import { withOverrides, type Overrides } from "./fast-failover";
import {
  WEBHOOK_FIELDS,
  channelsOf,
  type Kind,
  type Resource,
  type Webhooks,
} from "../account/resource";
import { chooseTarget, type Target } from "./target";
import { sharesOrigin, verdictOn } from "../account/verdict";

/** One value to write; "" where nothing is, or is to be, set. */
export interface FieldChange {
  /** The SDK's name of the property. */
  readonly field: string;
  readonly old: string;
  readonly new: string;
}

/** What is to be written on one resource, in one request. */
export interface Change {
  readonly kind: Kind;
  readonly sid: string;
  readonly name: string;
  readonly fields: readonly FieldChange[];
}

/** Why a channel is left as it is. */
export type Leaving =
  | "right already"
  | "no primary URL to protect"
  | "a trunk governs, which has no webhooks"
  | "its messages are left to the webhooks of the numbers"
  | "the governing resource is not in this account"
  | "the fallback would stand on the primary's own server"
  | "no fallback of --to is for this channel";

/** A channel of a resource that is left as it is. */
export interface Left {
  readonly kind: Kind;
  readonly name: string;
  readonly channel: TwimlChannel;
  readonly because: Leaving;
}

/** What `attach` would do. */
export interface AttachPlan {
  readonly changes: readonly Change[];
  readonly left: readonly Left[];
  /** The names of the chosen resources that a change covers in place of their own webhooks. */
  readonly governed: ReadonlyMap<string, readonly string[]>;
}

/**
 * Plans the fallbacks of the chosen resources: on the resource that governs, where one does, once
 * for all that it governs, and only where it is not right already.
 */
export function planAttach(
  chosen: readonly Resource[],
  account: readonly Resource[],
  targets: readonly Target[],
  overrides: Overrides | null,
): AttachPlan {
  const bySid = new Map(account.map((resource) => [resource.sid, resource]));
  const changes = new Map<string, Change>();
  const left: Left[] = [];
  const governed = new Map<string, string[]>();
  const isPlanned = new Set<string>();

  for (const resource of chosen) {
    for (const { channel } of channelsOf(resource)) {
      const governedBy = resource.governors[channel];
      const governing =
        governedBy === undefined ? resource : bySid.get(governedBy);
      const leave = (because: Leaving) =>
        left.push({
          kind: resource.kind,
          name: resource.name,
          channel,
          because,
        });
      if (governing === undefined) {
        leave(
          governedBy?.startsWith("TK")
            ? "a trunk governs, which has no webhooks"
            : "the governing resource is not in this account",
        );
        continue;
      }
      const fields = fieldsFor(governing, channel, targets, overrides);
      if (typeof fields === "string") {
        leave(fields);
        continue;
      }
      const { kind, sid, name } = governing;
      if (governing !== resource)
        governed.set(sid, [...(governed.get(sid) ?? []), resource.name]);
      if (isPlanned.has(sid + channel)) continue;
      isPlanned.add(sid + channel);
      const before = changes.get(sid)?.fields ?? [];
      changes.set(sid, { kind, sid, name, fields: [...before, ...fields] });
    }
  }
  return { changes: [...changes.values()], left, governed };
}

/** What to write for one channel of a resource that governs itself, or why nothing. */
function fieldsFor(
  resource: Resource,
  channel: TwimlChannel,
  targets: readonly Target[],
  overrides: Overrides | null,
): FieldChange[] | Leaving {
  const names = WEBHOOK_FIELDS[resource.kind][channel];
  const own = resource.webhooks[channel];
  if (resource.leavesInboundToNumbers)
    return "its messages are left to the webhooks of the numbers";
  const primaryUrl = own?.primaryUrl ?? null;
  if (!names || !own || primaryUrl === null || verdictOn(own) === "no-primary")
    return "no primary URL to protect";
  const target = targetFor(resource.sid, channel, primaryUrl, targets);
  if (typeof target === "string") return target;
  const wanted: Webhooks = {
    primaryUrl: overrides ? withOverrides(primaryUrl, overrides) : primaryUrl,
    fallbackUrl: target.url,
    fallbackMethod: target.method,
  };
  const fields = (["primaryUrl", "fallbackUrl", "fallbackMethod"] as const)
    .map((part) => ({
      field: names[part],
      old: own[part] ?? "",
      new: wanted[part] ?? "",
    }))
    .filter((field) => field.old !== field.new);
  return fields.length > 0 ? fields : "right already";
}

/** The target of a resource's channel: of those that could help, always the same one. */
export function targetFor(
  key: string,
  channel: TwimlChannel,
  primaryUrl: string,
  targets: readonly Target[],
): Target | Leaving {
  const forChannel = targets.filter(
    (target) => target.channel === null || target.channel === channel,
  );
  if (forChannel.length === 0) return "no fallback of --to is for this channel";
  const elsewhere = forChannel.filter(
    ({ url }) => !sharesOrigin(url, primaryUrl),
  );
  return (
    chooseTarget(elsewhere, key) ??
    "the fallback would stand on the primary's own server"
  );
}
