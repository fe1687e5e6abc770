import type twilio from "twilio";
import { in2010, type FieldValues } from "../account/kinds/kind";

/** The types of numbers, with the names that the pricing and the bundles API have for them. */
export const NUMBER_TYPES = {
  local: "local",
  mobile: "mobile",
  "toll-free": "toll free",
} as const;

/** A type of number, as it is typed. */
export type NumberType = keyof typeof NUMBER_TYPES;

/** What to look for. */
export interface NumberSearch {
  readonly country: string;
  readonly type: NumberType;
  readonly areaCode?: number;
  /** Digits, `*` for any, as Twilio takes them. */
  readonly contains?: string;
}

/** A number that is for sale. */
export interface NumberForSale {
  readonly phoneNumber: string;
  /** Which address the account must have: `none`, `any`, `local` or `foreign`. */
  readonly addressRequirements: string;
}

/** A list of the SDK's. */
interface NumberList {
  list(
    search: Omit<NumberSearch, "country" | "type"> & { limit: number },
  ): Promise<NumberForSale[]>;
}

/** What buying asks of an account. Trouble is an exception of the SDK's. */
export interface BuyApi {
  /** The first number that is found, or null. */
  findNumber(search: NumberSearch): Promise<NumberForSale | null>;
  /** What a number costs a month, as "1.15 USD"; null where Twilio does not say. */
  findPrice(country: string, type: NumberType): Promise<string | null>;
  listAddresses(): Promise<{ sid: string; isoCountry: string }[]>;
  /** The SID of an approved bundle, or null. */
  findBundle(country: string, type: NumberType): Promise<string | null>;
  buyNumber(phoneNumber: string, values: FieldValues): Promise<{ sid: string }>;
}

/** Asks an account through the SDK. */
export function buyApi(client: twilio.Twilio): BuyApi {
  return {
    findNumber: async ({ country, type, areaCode, contains }) => {
      const { local, mobile, tollFree } = client.availablePhoneNumbers(country);
      const lists: Record<NumberType, NumberList> = {
        ...{ local, mobile },
        "toll-free": tollFree,
      };
      const [first] = await lists[type].list({
        ...(areaCode !== undefined && { areaCode }),
        ...(contains !== undefined && { contains }),
        limit: 1,
      });
      return first ?? null;
    },
    findPrice: async (country, type) => {
      const { phoneNumberPrices, priceUnit } =
        await client.pricing.v1.phoneNumbers.countries(country).fetch();
      // The SDK hands these on as they come.
      const prices = phoneNumberPrices as unknown as readonly Price[];
      const price = prices.find(
        (one) =>
          readPrice(one, "number_type", "numberType") === NUMBER_TYPES[type],
      );
      const amount = price && readPrice(price, "current_price", "currentPrice");
      return amount === undefined ? null : `${amount} ${priceUnit}`;
    },
    listAddresses: () => client.addresses.list(in2010()),
    findBundle: async (country, type) => {
      const [first] = await client.numbers.v2.regulatoryCompliance.bundles.list(
        {
          status: "twilio-approved",
          isoCountry: country,
          numberType: type === "toll-free" ? "toll-free" : type,
          limit: 1,
        },
      );
      return first?.sid ?? null;
    },
    buyNumber: (phoneNumber, values) =>
      client.incomingPhoneNumbers.create({ ...values, phoneNumber }),
  };
}

type Price = Readonly<Record<string, string | undefined>>;

function readPrice(price: Price, ...names: string[]): string | undefined {
  return names.map((name) => price[name]).find((value) => value !== undefined);
}
