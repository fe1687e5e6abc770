import type twilio from "twilio";
import type { TwimlChannel } from "../../../../twilio/check-twiml";

/** What a webhook is about: a call, a message, or a task of TaskRouter. */
export type Channel = TwimlChannel | "task";

/** A resource as the SDK shows it: its properties by their names. */
export type RawResource = Readonly<Record<string, unknown>>;

/**
 * Where a channel of a resource keeps its webhooks: names of the SDK's properties, a dot where
 * one lies in another. Null where there is none.
 */
export interface WebhookFields {
  readonly primaryUrl: string | null;
  readonly fallbackUrl: string;
  readonly fallbackMethod: string | null;
}

/** Values to write, by the names of the properties. "" where nothing is to be set. */
export type FieldValues = Readonly<Record<string, string>>;

/** One resource of an account. Trouble is an exception of the SDK's. */
export interface ResourceContext {
  fetch(): Promise<object>;
  update(values: FieldValues): Promise<object>;
}

/** All that this command knows of one kind of resource. */
export interface KindDefinition {
  readonly sidPrefix: string;
  /** In words, one and many. */
  readonly words: readonly [one: string, many: string];
  /** The channels that have webhooks, in the order in which they are shown. */
  readonly webhooks: Readonly<Partial<Record<Channel, WebhookFields>>>;
  /** The properties that a person knows it by, the best first. */
  readonly names: readonly string[];
  /** The properties that hold the SID of what is asked in its place, the strongest first. */
  readonly governors: Readonly<Partial<Record<Channel, readonly string[]>>>;
  /** Whether it can be in a Messaging Service, which is then asked in its place. */
  readonly joinsServices: boolean;
  /** Whether people write to it, so that it can be an address of Conversations. */
  readonly isAddress: boolean;
  /** How a fallback can be asked. */
  readonly methods: readonly ("POST" | "GET")[];
  /** Whether Twilio tells a fallback which URL failed (`ErrorUrl`). */
  readonly tellsErrorUrl: boolean;
  /** Why it asks no webhook of its own; null where it does. */
  readonly idle: (raw: RawResource) => string | null;
  readonly list: (client: twilio.Twilio) => Promise<object[]>;
  /** Null where it is never written to. */
  readonly context:
    ((client: twilio.Twilio, sid: string) => ResourceContext) | null;
}

/** What most kinds have in common. */
export const USUAL = {
  governors: {},
  joinsServices: false,
  isAddress: false,
  methods: ["POST", "GET"],
  tellsErrorUrl: true,
  idle: () => null,
} as const satisfies Partial<KindDefinition>;

/**
 * How a list of the 2010 API is asked for, and of all others, some of which refuse longer pages.
 * The SDK writes into what it is given, so each list needs its own.
 */
export const in2010 = () => ({ pageSize: 1000 });
export const inV1 = () => ({ pageSize: 100 });

/** Where calls keep their webhooks in most kinds. */
export const VOICE_FIELDS: WebhookFields = {
  primaryUrl: "voiceUrl",
  fallbackUrl: "voiceFallbackUrl",
  fallbackMethod: "voiceFallbackMethod",
};

/** Where messages keep their webhooks in most kinds. */
export const SMS_FIELDS: WebhookFields = {
  primaryUrl: "smsUrl",
  fallbackUrl: "smsFallbackUrl",
  fallbackMethod: "smsFallbackMethod",
};
