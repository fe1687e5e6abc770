import {
  notFound,
  productOf,
  type ApiProduct,
  type ApiReply,
  type ApiRequest,
} from "../api";
import { routes, type ApiHandler } from "../routes";
import { collectionRoutes } from "./collection-routes";
import { buyNumber, priceNumbers, searchNumbers } from "./numbers-for-sale";
import { pageReply, type Paging } from "./page";
import { resourceStore, type ResourceStore } from "./resource-store";
import { textOf } from "./resource-type";
import {
  RESOURCE_NAMES,
  RESOURCE_TYPES,
  type ResourceName,
} from "./resource-types";

/** The most on one page of the newer APIs. */
const MAX_PAGE_SIZE_V1 = 100;

/** An account's resources, in memory, by their types' names. */
export type Stores = Readonly<Record<ResourceName, ResourceStore>>;

/** One account. */
export interface AccountEmulator extends Stores {
  readonly accountSid: string;
  readonly authToken: string;
  /** All of its resources, by their types' names. */
  readonly stores: Stores;
  /** The products of its API, each with what it knows of the resources. */
  readonly products: Readonly<Record<string, ApiProduct>>;
  /** Each number and short code that is in a Messaging Service, with the Service. */
  members(): [senderSid: string, serviceSid: string][];
  /** Puts a number or a short code into a Messaging Service. */
  addSender(serviceSid: string, senderSid: string): void;
  /** Has the calls of a number processed in a region, which is `us1` for all others. */
  processIn(region: string, phoneNumber: string): void;
}

/** An account without resources. */
export function emulateAccount(
  login: Pick<AccountEmulator, "accountSid" | "authToken">,
  maxPageSize2010: number,
): AccountEmulator {
  const stores = Object.fromEntries(
    RESOURCE_NAMES.map((name) => [name, resourceStore(RESOURCE_TYPES[name])]),
  ) as Stores;
  const inService = new Map<string, string[]>();
  const regions = new Map<string, string>();
  const account2010 = `/2010-04-01/Accounts/${login.accountSid}`;
  const paging = (product: string): Paging => ({
    shape: product === "api" ? "2010" : "v1",
    host: `${product}.twilio.com`,
    maxPageSize: product === "api" ? maxPageSize2010 : MAX_PAGE_SIZE_V1,
  });

  const tables: Record<string, Record<string, ApiHandler>> = {
    api: {
      [`GET ${account2010}/AvailablePhoneNumbers/:country/:type`]: (
        request,
        params,
      ) => searchNumbers(request, params, stores.phoneNumbers, paging("api")),
      [`POST ${account2010}/IncomingPhoneNumbers`]: (request) =>
        buyNumber(request, stores.phoneNumbers),
    },
    messaging: {
      "GET /v1/Services/:service/PhoneNumbers": (request, { service }) =>
        listSenders(request, service, "phoneNumbers"),
      "GET /v1/Services/:service/ShortCodes": (request, { service }) =>
        listSenders(request, service, "shortCodes"),
    },
    pricing: { "GET /v1/PhoneNumbers/Countries/:country": priceNumbers },
    routes: { "GET /v2/PhoneNumbers/:number": findRegion },
  };
  for (const name of RESOURCE_NAMES) {
    const { product } = RESOURCE_TYPES[name];
    const prefix = product === "api" ? account2010 : "";
    tables[product] = {
      ...tables[product],
      ...collectionRoutes(stores[name], prefix, paging(product)),
    };
  }

  function listSenders(
    request: ApiRequest,
    service = "",
    name: "phoneNumbers" | "shortCodes",
  ): ApiReply {
    if (!stores.messagingServices.get(service)) return notFound(request.path);
    const pool = (inService.get(service) ?? [])
      .map((sid) => stores[name].get(sid))
      .filter((sender) => sender !== undefined);
    const { listKey } = RESOURCE_TYPES[name];
    return pageReply(pool, listKey, request, paging("messaging"));
  }

  function findRegion(
    { path }: ApiRequest,
    { number = "" }: Readonly<Record<string, string>>,
  ): ApiReply {
    const found = stores.phoneNumbers
      .all()
      .find(({ phone_number, sid }) => [phone_number, sid].includes(number));
    if (!found) return notFound(path);
    const phoneNumber = textOf(found["phone_number"]);
    return {
      status: 200,
      body: {
        sid: found["sid"],
        phone_number: phoneNumber,
        friendly_name: found["friendly_name"],
        account_sid: login.accountSid,
        voice_region: regions.get(phoneNumber) ?? "us1",
        url: `https://routes.twilio.com${path}`,
      },
    };
  }

  return {
    ...login,
    ...stores,
    stores,
    products: Object.fromEntries(
      Object.entries(tables).map(([product, table]) => [
        product,
        productOf(routes(table)),
      ]),
    ),
    members: () =>
      [...inService].flatMap(([service, senders]) =>
        senders.map((sender): [string, string] => [sender, service]),
      ),
    addSender: (serviceSid, senderSid) => {
      inService.set(serviceSid, [
        ...(inService.get(serviceSid) ?? []),
        senderSid,
      ]);
    },
    processIn: (region, phoneNumber) => {
      regions.set(phoneNumber, region);
    },
  };
}
