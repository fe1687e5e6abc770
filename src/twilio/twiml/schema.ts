import generated from "./schema.json";
import type { TwimlChannel } from "../check-twiml";

/** How an element may stand in another. */
export interface ElementUse {
  /** What may stand in it: a key of `elements`. */
  readonly type: string;
  /** A key of `attributes`; null where it takes none. */
  readonly attributes: string | null;
  /** Whether it may hold text. */
  readonly hasText: boolean;
}

/** The TwiML of one channel, as the types of the `twilio` package describe it. */
export interface ChannelSchema {
  /** The key in `elements` of what may stand in `<Response>`. */
  readonly root: string;
  /** By type: which elements may stand in it, by name. */
  readonly elements: Readonly<
    Record<string, Readonly<Record<string, ElementUse>>>
  >;
  /**
   * By type: the attributes by name, each `string`, `number`, `boolean`, a key of `values`, or a
   * list of one of them, as `NumberEvent[]`. The name `*` allows every name.
   */
  readonly attributes: Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  /** By type: the values that Twilio knows. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** The TwiML of both channels. */
export type TwimlSchema = Readonly<Record<TwimlChannel, ChannelSchema>>;

const { messaging } = generated;

/**
 * Twilio's schema of TwiML: generated out of the types of the `twilio` package, which a test holds
 * current. `<Sms>` is the old name of a message's `<Message>`: Twilio still takes it, and the
 * package has forgotten it.
 */
export const TWIML_SCHEMA: TwimlSchema = {
  ...generated,
  messaging: {
    ...messaging,
    elements: {
      ...messaging.elements,
      MessagingResponse: {
        ...messaging.elements.MessagingResponse,
        Sms: messaging.elements.MessagingResponse.Message,
      },
    },
  },
};

/** The names of the elements that may stand in `<Response>`. */
export function verbsOf(channel: TwimlChannel): string[] {
  const { root, elements } = TWIML_SCHEMA[channel];
  return Object.keys(elements[root] ?? {});
}
