import type twilio from "twilio";
import { KINDS, type Kind } from "./kinds/kinds";
import {
  inV1,
  type FieldValues,
  type RawResource,
  type ResourceContext,
} from "./kinds/kind";

/** An address whose messages go to Conversations. */
export interface ConversationAddress {
  readonly sid: string;
  /** As a number or a sender is named: `+14155550100`, `whatsapp:+14155550100`. */
  readonly address: string;
}

/** What the numbers command asks of an account. Trouble is an exception of the SDK's. */
export interface AccountApi {
  list(kind: Kind): Promise<RawResource[]>;
  /** The SIDs of the numbers and the short codes in a Messaging Service. */
  listSenders(serviceSid: string): Promise<string[]>;
  /** The addresses for which Conversations are made by themselves. */
  listConversationAddresses(): Promise<ConversationAddress[]>;
  fetch(kind: Kind, sid: string): Promise<RawResource>;
  update(kind: Kind, sid: string, values: FieldValues): Promise<RawResource>;
  /** The region in which a number's calls are processed, as `ie1`. */
  findVoiceRegion(phoneNumber: string): Promise<string>;
  /** Whether the account has Rules of the Webhooks configuration API. */
  hasWebhookRules(): Promise<boolean>;
}

/** Asks an account through the SDK. */
export function accountApi(client: twilio.Twilio): AccountApi {
  const contextOf = (kind: Kind, sid: string): ResourceContext => {
    const { context } = KINDS[kind];
    if (context) return context(client, sid);
    throw new Error(`A ${kind} is never asked for alone.`);
  };
  return {
    list: async (kind) => (await KINDS[kind].list(client)).map(raw),
    listSenders: async (serviceSid) => {
      const service = client.messaging.v1.services(serviceSid);
      const senders = [
        ...(await service.phoneNumbers.list(inV1())),
        ...(await service.shortCodes.list(inV1())),
      ];
      return senders.map(({ sid }) => sid);
    },
    listConversationAddresses: async () => {
      const all =
        await client.conversations.v1.addressConfigurations.list(inV1());
      return all.filter(makesConversations).map(({ sid, type, address }) => ({
        sid,
        address: withType(type, address),
      }));
    },
    fetch: async (kind, sid) => raw(await contextOf(kind, sid).fetch()),
    update: async (kind, sid, values) =>
      raw(await contextOf(kind, sid).update(values)),
    findVoiceRegion: async (phoneNumber) => {
      const { voiceRegion } = await client.routes.v2
        .phoneNumbers(phoneNumber)
        .fetch();
      return voiceRegion;
    },
    hasWebhookRules: () => hasWebhookRules(client),
  };
}

function raw(instance: object): RawResource {
  return instance as RawResource;
}

function makesConversations({ autoCreation }: { autoCreation: unknown }) {
  return (autoCreation as { enabled?: unknown } | null)?.enabled === true;
}

/** An address of WhatsApp or RCS may stand with or without its channel. */
function withType(type: string, address: string): string {
  return ["whatsapp", "rcs"].includes(type) && !address.startsWith(`${type}:`)
    ? `${type}:${address}`
    : address;
}

/** The SDK does not know this API yet. @see https://www.twilio.com/docs/usage/webhooks */
async function hasWebhookRules(client: twilio.Twilio): Promise<boolean> {
  const { statusCode, body } = (await client.request({
    method: "get",
    uri: "https://webhooks.twilio.com/v1/Webhooks/Rules?PageSize=1",
  })) as { statusCode: number; body: unknown };
  if (statusCode !== 200 || typeof body !== "object" || body === null)
    return false;
  return Object.values(body).some(
    (value) => Array.isArray(value) && value.length > 0,
  );
}
