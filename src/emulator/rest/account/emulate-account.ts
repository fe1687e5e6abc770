import {
  apiError,
  notFound,
  type ApiProduct,
  type ApiReply,
  type ApiRequest,
} from "../api";
import { rateLimit, type Rate } from "../rate-limit";
import { buyNumber, searchLocal } from "./numbers-for-sale";
import { answerCollection } from "./collection-api";
import { pageReply, type Paging } from "./page";
import { resourceStore, type ResourceStore } from "./resource-store";
import {
  APPLICATIONS,
  BYOC_TRUNKS,
  MESSAGING_SERVICES,
  PHONE_NUMBERS,
  SHORT_CODES,
  SIP_DOMAINS,
} from "./resource-types";

/** How an account differs from Twilio's usual. */
export interface AccountOptions {
  /** Beyond it, calls are answered 429. None by default: Twilio publishes none. */
  readonly rate?: Rate;
  /** The most on one page of the 2010 API; Twilio's 1000 by default. */
  readonly maxPageSize?: number;
}

/** An account's resources with webhooks, in memory. */
export interface AccountEmulator {
  /** Each takes what its product knows of them. */
  readonly products: Readonly<
    Record<"api" | "messaging" | "voice", ApiProduct>
  >;
  readonly phoneNumbers: ResourceStore;
  readonly applications: ResourceStore;
  readonly sipDomains: ResourceStore;
  readonly shortCodes: ResourceStore;
  readonly messagingServices: ResourceStore;
  readonly byocTrunks: ResourceStore;
  /** Puts a number or a short code into a Messaging Service. */
  addSender(serviceSid: string, senderSid: string): void;
  /** How many calls were answered 429. */
  refusedCalls(): number;
}

/** The resources of one account, none at first. */
export function emulateAccount(
  accountSid: string,
  { rate, maxPageSize = 1000 }: AccountOptions = {},
): AccountEmulator {
  const phoneNumbers = resourceStore(PHONE_NUMBERS);
  const applications = resourceStore(APPLICATIONS);
  const sipDomains = resourceStore(SIP_DOMAINS);
  const shortCodes = resourceStore(SHORT_CODES);
  const messagingServices = resourceStore(MESSAGING_SERVICES);
  const byocTrunks = resourceStore(BYOC_TRUNKS);
  const senders = new Map<string, string[]>();

  const api = (request: ApiRequest): ApiReply | null => {
    const [, owner, below = ""] =
      /^\/2010-04-01\/Accounts\/([^/]+)(\/.+)\.json$/.exec(request.path) ?? [];
    if (owner === undefined) return null;
    if (owner !== accountSid) return notFound(request.path);
    const paging = {
      shape: "2010",
      host: "api.twilio.com",
      maxPageSize,
    } as const;
    if (/^\/AvailablePhoneNumbers\/[A-Z]{2}\/Local$/.test(below))
      return searchLocal(request, phoneNumbers, paging);
    const buy = () => buyNumber(request, phoneNumbers);
    return (
      answerCollection(phoneNumbers, below, request, paging, buy) ??
      answerCollection(applications, below, request, paging) ??
      answerCollection(sipDomains, below, request, paging) ??
      answerCollection(shortCodes, below, request, paging)
    );
  };

  const messaging = (request: ApiRequest): ApiReply | null => {
    const paging = v1Paging("messaging.twilio.com");
    const below = request.path.replace(/^\/v1/, "");
    const [, service = "", kind] =
      /^\/Services\/(MG[^/]+)\/(PhoneNumbers|ShortCodes)$/.exec(below) ?? [];
    if (kind === undefined)
      return answerCollection(messagingServices, below, request, paging);
    if (request.method !== "GET") return null;
    if (!messagingServices.get(service)) return notFound(request.path);
    const [store, listKey] =
      kind === "PhoneNumbers"
        ? [phoneNumbers, "phone_numbers"]
        : [shortCodes, "short_codes"];
    const pool = (senders.get(service) ?? [])
      .map((sid) => store.get(sid))
      .filter((sender) => sender !== undefined);
    return pageReply(pool, listKey, request, paging);
  };

  const voice = (request: ApiRequest): ApiReply | null =>
    answerCollection(
      byocTrunks,
      request.path.replace(/^\/v1/, ""),
      request,
      v1Paging("voice.twilio.com"),
    );

  const calls = rate && rateLimit(rate);
  let refused = 0;
  const limited =
    (product: ApiProduct): ApiProduct =>
    (request) => {
      if (!calls || calls.take()) return product(request);
      refused++;
      return apiError(429, 20429, "Too Many Requests");
    };

  return {
    products: {
      api: limited(api),
      messaging: limited(messaging),
      voice: limited(voice),
    },
    phoneNumbers,
    applications,
    sipDomains,
    shortCodes,
    messagingServices,
    byocTrunks,
    addSender: (serviceSid, senderSid) => {
      senders.set(serviceSid, [...(senders.get(serviceSid) ?? []), senderSid]);
    },
    refusedCalls: () => refused,
  };
}

function v1Paging(host: string): Paging {
  return { shape: "v1", host, maxPageSize: 100 };
}
