import { KINDS, type Kind } from "./kinds/kinds";
import type { Channel, KindDefinition } from "./kinds/kind";

/** What a channel of a resource has set; null where nothing is. */
export interface Webhooks {
  readonly primaryUrl: string | null;
  readonly fallbackUrl: string | null;
  readonly fallbackMethod: string | null;
}

/** What is asked in place of a resource's own webhooks. */
export interface Governor {
  readonly sid: string;
  /** A Conversation's address has no fallback at all. */
  readonly is: "resource" | "conversation";
}

/** One of an account's resources, with what it has set itself and with what overrides that. */
export interface Resource {
  readonly kind: Kind;
  readonly sid: string;
  /** What a person knows it by: a number's is its E.164 number. */
  readonly name: string;
  /** Its other names. */
  readonly aliases: readonly string[];
  readonly webhooks: Partial<Readonly<Record<Channel, Webhooks>>>;
  readonly governors: Partial<Readonly<Record<Channel, Governor>>>;
  /** Why it asks no webhook of its own; null where it does. */
  readonly idle: string | null;
}

const CHANNELS: readonly Channel[] = ["voice", "messaging", "task"];

/** The channels of a resource that have webhooks. */
export function channelsOf({
  webhooks,
}: Resource): { channel: Channel; own: Webhooks }[] {
  return CHANNELS.flatMap((channel) => {
    const own = webhooks[channel];
    return own ? [{ channel, own }] : [];
  });
}

/** What is known of a resource's kind. */
export function definitionOf({ kind }: Pick<Resource, "kind">): KindDefinition {
  return KINDS[kind];
}
