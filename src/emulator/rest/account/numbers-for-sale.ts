import { apiError, notFound, type ApiReply, type ApiRequest } from "../api";
import { pageReply, type Paging } from "./page";
import type { ResourceStore } from "./resource-store";

const NUMBERS_FOR_SALE = 20;

/** A kind of number that a country has. */
interface Offer {
  /** By the type in the search's path. */
  readonly type: "Local" | "Mobile" | "TollFree";
  /** The number's beginning, of which the last digits are counted up. */
  readonly prefix: (areaCode: string) => string;
  /** How the pricing API names the type. */
  readonly priceName: string;
  readonly price: string;
  readonly addressRequirements: "none" | "any" | "local" | "foreign";
  readonly needsBundle: boolean;
}

const FREE = { addressRequirements: "none", needsBundle: false } as const;

/** What is for sale, by country. */
const OFFERS: Readonly<Record<string, readonly Offer[]>> = {
  US: [
    {
      ...FREE,
      type: "Local",
      prefix: (areaCode) => `+1${areaCode}55501`,
      priceName: "local",
      price: "1.15",
    },
    {
      ...FREE,
      type: "TollFree",
      prefix: () => "+183355501",
      priceName: "toll free",
      price: "2.15",
    },
  ],
  GB: [
    {
      type: "Mobile",
      prefix: () => "+4477009000",
      priceName: "mobile",
      price: "1.15",
      addressRequirements: "any",
      needsBundle: true,
    },
  ],
  DE: [
    {
      type: "Local",
      prefix: (areaCode) => `+49${areaCode}2312500`,
      priceName: "local",
      price: "1.15",
      addressRequirements: "local",
      needsBundle: true,
    },
  ],
};

/** Numbers of a country and a type that nobody has. */
export function searchNumbers(
  request: ApiRequest,
  { country = "", type }: Readonly<Record<string, string>>,
  owned: ResourceStore,
  paging: Paging,
): ApiReply {
  const offer = OFFERS[country]?.find((one) => one.type === type);
  if (!offer) return notFound(request.path);
  const areaCode = request.query.get("AreaCode") ?? "415";
  const contains = request.query.get("Contains")?.replace(/[^\d]/g, "") ?? "";
  const isOwned = new Set(owned.all().map(({ phone_number }) => phone_number));
  const isThere = /^[2-9]\d*$/.test(areaCode);
  const forSale = Array.from(
    { length: isThere ? NUMBERS_FOR_SALE : 0 },
    (_, n) => offer.prefix(areaCode) + String(n).padStart(2, "0"),
  ).filter((number) => !isOwned.has(number) && number.includes(contains));
  return pageReply(
    forSale.map((number) => ({
      phone_number: number,
      friendly_name: number,
      iso_country: country,
      address_requirements: offer.addressRequirements,
      beta: false,
      capabilities: { voice: true, SMS: true, MMS: false },
    })),
    "available_phone_numbers",
    request,
    paging,
  );
}

/** Buys a number: one that is no E.164 number, or that somebody has, is refused. */
export function buyNumber(
  { form }: ApiRequest,
  owned: ResourceStore,
): ApiReply {
  const number = form.get("PhoneNumber") ?? "";
  if (!/^\+[1-9]\d{6,14}$/.test(number))
    return apiError(400, 21421, `PhoneNumber is invalid: ${number}`);
  if (owned.all().some(({ phone_number }) => phone_number === number))
    return apiError(400, 21422, `${number} is not available`);
  const offer = Object.values(OFFERS)
    .flat()
    .find(({ prefix }) => number.startsWith(prefix("").slice(0, 3)));
  if (offer?.needsBundle && !form.get("BundleSid"))
    return apiError(400, 21649, `Bundle required: ${number}`);
  if (offer && offer.addressRequirements !== "none" && !form.get("AddressSid"))
    return apiError(400, 21631, `Phone Number Requires an Address: ${number}`);
  if (!form.has("FriendlyName")) form.set("FriendlyName", number);
  return owned.create(form);
}

/** What the numbers of a country cost a month. */
export function priceNumbers(
  request: ApiRequest,
  { country = "" }: Readonly<Record<string, string>>,
): ApiReply {
  const offers = OFFERS[country];
  if (!offers) return notFound(request.path);
  return {
    status: 200,
    body: {
      country,
      iso_country: country,
      phone_number_prices: offers.map(({ priceName, price }) => ({
        number_type: priceName,
        base_price: price,
        current_price: price,
      })),
      price_unit: "USD",
      url: `https://pricing.twilio.com${request.path}`,
    },
  };
}
