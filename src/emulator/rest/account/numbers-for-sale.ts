import { apiError, type ApiReply, type ApiRequest } from "../api";
import { pageReply, type Paging } from "./page";
import type { ResourceStore } from "./resource-store";

const NUMBERS_FOR_SALE = 20;

/** Local numbers of an area code that nobody has: `+1<area code>5550100` and the 19 after it. */
export function searchLocal(
  request: ApiRequest,
  owned: ResourceStore,
  paging: Paging,
): ApiReply {
  const areaCode = request.query.get("AreaCode") ?? "415";
  const isOwned = new Set(owned.all().map(({ phone_number }) => phone_number));
  const forSale = Array.from(
    { length: /^[2-9]\d\d$/.test(areaCode) ? NUMBERS_FOR_SALE : 0 },
    (_, n) => `+1${areaCode}${5_550_100 + n}`,
  ).filter((number) => !isOwned.has(number));
  return pageReply(
    forSale.map((number) => ({ phone_number: number, friendly_name: number })),
    "available_phone_numbers",
    request,
    paging,
  );
}

/** Buys a number: one that is not an E.164 number, or that somebody has, is refused. */
export function buyNumber(
  { form }: ApiRequest,
  owned: ResourceStore,
): ApiReply {
  const number = form.get("PhoneNumber") ?? "";
  if (!/^\+[1-9]\d{6,14}$/.test(number))
    return apiError(400, 21421, `PhoneNumber is invalid: ${number}`);
  if (owned.all().some(({ phone_number }) => phone_number === number))
    return apiError(400, 21422, `${number} is not available`);
  if (!form.has("FriendlyName")) form.set("FriendlyName", number);
  return owned.create(form);
}
