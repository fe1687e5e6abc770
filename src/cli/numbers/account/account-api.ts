import type twilio from "twilio";
import type { Kind } from "./resource";

/** A resource as the SDK shows it: its properties by their names. */
export type RawResource = Readonly<Record<string, unknown>>;

/** Values to write, by the SDK's names of the properties. */
export type FieldValues = Readonly<Record<string, string>>;

/** What the numbers command asks of an account. Trouble is an exception of the SDK's. */
export interface AccountApi {
  list(kind: Kind): Promise<RawResource[]>;
  /** The SIDs of the numbers and the short codes in a Messaging Service. */
  listSenders(serviceSid: string): Promise<string[]>;
  fetch(kind: Kind, sid: string): Promise<RawResource>;
  update(kind: Kind, sid: string, values: FieldValues): Promise<RawResource>;
  /** A local number that is for sale, or null. */
  findNumber(country: string, areaCode: number): Promise<string | null>;
  buyNumber(phoneNumber: string, values: FieldValues): Promise<RawResource>;
}

/** The most that a page of each API may hold; beyond, some refuse. */
const PAGE_SIZE_2010 = 1000;
const PAGE_SIZE_V1 = 100;

/** One resource of the SDK's; each kind has parameters of its own. */
interface Context {
  fetch(): Promise<object>;
  update(values: FieldValues): Promise<object>;
}

/** Asks an account through the SDK. */
export function accountApi(client: twilio.Twilio): AccountApi {
  const contextOf = (kind: Kind, sid: string): Context => {
    switch (kind) {
      case "number":
        return client.incomingPhoneNumbers(sid);
      case "app":
        return client.applications(sid);
      case "sip-domain":
        return client.sip.domains(sid);
      case "messaging-service":
        return client.messaging.v1.services(sid);
      case "byoc-trunk":
        return client.voice.v1.byocTrunks(sid);
      case "short-code":
        return client.shortCodes(sid);
    }
  };
  const listOf = (kind: Kind): Promise<object[]> => {
    const [in2010, inV1] = [
      { pageSize: PAGE_SIZE_2010 },
      { pageSize: PAGE_SIZE_V1 },
    ];
    switch (kind) {
      case "number":
        return client.incomingPhoneNumbers.list(in2010);
      case "app":
        return client.applications.list(in2010);
      case "sip-domain":
        return client.sip.domains.list(in2010);
      case "messaging-service":
        return client.messaging.v1.services.list(inV1);
      case "byoc-trunk":
        return client.voice.v1.byocTrunks.list(inV1);
      case "short-code":
        return client.shortCodes.list(in2010);
    }
  };
  return {
    list: async (kind) => (await listOf(kind)).map(raw),
    listSenders: async (serviceSid) => {
      const service = client.messaging.v1.services(serviceSid);
      const pages = { pageSize: PAGE_SIZE_V1 };
      const senders = [
        ...(await service.phoneNumbers.list(pages)),
        ...(await service.shortCodes.list(pages)),
      ];
      return senders.map(({ sid }) => sid);
    },
    fetch: async (kind, sid) => raw(await contextOf(kind, sid).fetch()),
    update: async (kind, sid, values) =>
      raw(await contextOf(kind, sid).update(values)),
    findNumber: async (country, areaCode) => {
      const { local } = client.availablePhoneNumbers(country);
      const [first] = await local.list({ areaCode, limit: 1 });
      return first?.phoneNumber ?? null;
    },
    buyNumber: async (phoneNumber, values) =>
      raw(await client.incomingPhoneNumbers.create({ ...values, phoneNumber })),
  };
}

function raw(instance: object): RawResource {
  return instance as RawResource;
}
