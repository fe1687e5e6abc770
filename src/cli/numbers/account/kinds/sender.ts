import type twilio from "twilio";
import {
  inV1,
  USUAL,
  type FieldValues,
  type KindDefinition,
  type ResourceContext,
} from "./kind";

/** The channels of the API that have senders. */
const CHANNELS = ["whatsapp", "rcs"];

/**
 * WhatsApp and RCS senders. They are written as JSON, and their fallbacks are asked by POST alone.
 *
 * @see https://www.twilio.com/docs/whatsapp/api/senders
 */
export const sender: KindDefinition = {
  ...USUAL,
  sidPrefix: "XE",
  isAddress: true,
  words: ["WhatsApp or RCS sender", "WhatsApp and RCS senders"],
  webhooks: {
    messaging: {
      primaryUrl: "webhook.callbackUrl",
      fallbackUrl: "webhook.fallbackUrl",
      fallbackMethod: "webhook.fallbackMethod",
    },
  },
  names: ["senderId", "friendlyName", "profile.name"],
  methods: ["POST"],
  list: async (client) => {
    const lists = CHANNELS.map((channel) =>
      client.messaging.v2.channelsSenders.list({ ...inV1(), channel }),
    );
    return (await Promise.all(lists)).flat();
  },
  context,
};

function context(client: twilio.Twilio, sid: string): ResourceContext {
  const one = client.messaging.v2.channelsSenders(sid);
  return {
    fetch: () => one.fetch(),
    update: async (values) => {
      // Whether Twilio keeps what `webhook` does not name, no page says: it is sent whole.
      const { webhook } = await one.fetch();
      const names = Object.entries({ ...asRecord(webhook), ...inner(values) });
      const body = Object.fromEntries(
        names
          .filter(([, value]) => typeof value === "string")
          .map(([name, value]) => [snakeCase(name), value]),
      );
      // The SDK sends the names as they stand here, and its type says that it translates them.
      const update = { webhook: body } as unknown;
      return one.update(update as Parameters<typeof one.update>[0]);
    },
  };
}

function asRecord(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object));
}

/** Without the name of what they lie in. */
function inner(values: FieldValues): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.replace(/^webhook\./, ""),
      value,
    ]),
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
