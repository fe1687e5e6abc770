import type { TwimlChannel } from "../../../twilio/check-twiml";

/** What a fallback can be set on. */
export type Kind =
  | "number"
  | "app"
  | "sip-domain"
  | "messaging-service"
  | "byoc-trunk"
  | "short-code";

/** Where a channel of a resource keeps its webhooks: names of the SDK's properties. */
export interface WebhookFields {
  readonly primaryUrl: string;
  readonly fallbackUrl: string;
  readonly fallbackMethod: string;
}

/** What a channel of a resource has set; null where nothing is. */
export interface Webhooks {
  readonly primaryUrl: string | null;
  readonly fallbackUrl: string | null;
  readonly fallbackMethod: string | null;
}

/** One of an account's resources, with what it has set itself and with what overrides that. */
export interface Resource {
  readonly kind: Kind;
  readonly sid: string;
  /** What a person knows it by: a number's is its E.164 number. */
  readonly name: string;
  /** Its other names. */
  readonly aliases: readonly string[];
  readonly webhooks: Partial<Readonly<Record<TwimlChannel, Webhooks>>>;
  /** The SIDs of the resources whose webhooks are used in place of its own. */
  readonly governors: Partial<Readonly<Record<TwimlChannel, string>>>;
  /** Whether it is a Messaging Service that uses the webhooks of its numbers. */
  readonly leavesInboundToNumbers: boolean;
}

const VOICE: WebhookFields = {
  primaryUrl: "voiceUrl",
  fallbackUrl: "voiceFallbackUrl",
  fallbackMethod: "voiceFallbackMethod",
};
const SMS: WebhookFields = {
  primaryUrl: "smsUrl",
  fallbackUrl: "smsFallbackUrl",
  fallbackMethod: "smsFallbackMethod",
};

/** The channels of each kind, with where each keeps its webhooks. */
export const WEBHOOK_FIELDS: Readonly<
  Record<Kind, Partial<Readonly<Record<TwimlChannel, WebhookFields>>>>
> = {
  number: { voice: VOICE, messaging: SMS },
  app: { voice: VOICE, messaging: SMS },
  "sip-domain": { voice: VOICE },
  "messaging-service": {
    messaging: {
      primaryUrl: "inboundRequestUrl",
      fallbackUrl: "fallbackUrl",
      fallbackMethod: "fallbackMethod",
    },
  },
  "byoc-trunk": { voice: VOICE },
  "short-code": { messaging: SMS },
};

/** All kinds, in the order in which they are shown. */
export const KINDS = Object.keys(WEBHOOK_FIELDS) as Kind[];

const CHANNELS: readonly TwimlChannel[] = ["voice", "messaging"];

/** The channels of a resource that have webhooks. */
export function channelsOf({
  webhooks,
}: Resource): { channel: TwimlChannel; own: Webhooks }[] {
  return CHANNELS.flatMap((channel) => {
    const own = webhooks[channel];
    return own ? [{ channel, own }] : [];
  });
}
