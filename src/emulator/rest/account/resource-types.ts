import type { FallbackRule, Fields, ResourceType } from "./resource-type";

/** @see https://www.twilio.com/docs/api/errors/21405 */
const VOICE_RULE: FallbackRule = {
  fallback: "voice_fallback_url",
  primary: "voice_url",
  code: 21405,
};
/** @see https://www.twilio.com/docs/api/errors/21406 */
const SMS_RULE: FallbackRule = {
  fallback: "sms_fallback_url",
  primary: "sms_url",
  code: 21406,
};

const voice = (noUrl: string | null): Fields => ({
  voice_url: noUrl,
  voice_method: "POST",
  voice_fallback_url: noUrl,
  voice_fallback_method: "POST",
});
const SMS: Fields = {
  sms_url: "",
  sms_method: "POST",
  sms_fallback_url: "",
  sms_fallback_method: "POST",
};

const IN_2010 = {
  product: "api",
  writtenAs: "form",
  fallbackRules: [],
} as const;
const IN_V1 = { writtenAs: "form", fallbackRules: [] } as const;

/** What an account holds, by the names that the emulator has for it. */
export const RESOURCE_TYPES = {
  /** @see https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
  phoneNumbers: {
    ...IN_2010,
    sidPrefix: "PN",
    path: "/IncomingPhoneNumbers",
    listKey: "incoming_phone_numbers",
    unset: {
      phone_number: "",
      friendly_name: "",
      ...voice(""),
      ...SMS,
      voice_application_sid: "",
      sms_application_sid: "",
      trunk_sid: null,
      address_sid: null,
      bundle_sid: null,
    },
    fallbackRules: [VOICE_RULE, SMS_RULE],
  },
  /** @see https://www.twilio.com/docs/usage/api/applications */
  applications: {
    ...IN_2010,
    sidPrefix: "AP",
    path: "/Applications",
    listKey: "applications",
    unset: { friendly_name: "", ...voice(""), ...SMS },
    fallbackRules: [VOICE_RULE, SMS_RULE],
  },
  /** @see https://www.twilio.com/docs/voice/sip/api/sip-domain-resource */
  sipDomains: {
    ...IN_2010,
    sidPrefix: "SD",
    path: "/SIP/Domains",
    listKey: "domains",
    unset: { domain_name: "", friendly_name: "", ...voice("") },
    fallbackRules: [VOICE_RULE],
  },
  /** @see https://www.twilio.com/docs/messaging/api/service-resource */
  messagingServices: {
    ...IN_V1,
    sidPrefix: "MG",
    product: "messaging",
    path: "/v1/Services",
    listKey: "services",
    unset: {
      friendly_name: "",
      inbound_request_url: null,
      inbound_method: "POST",
      fallback_url: null,
      fallback_method: "POST",
      use_inbound_webhook_on_number: false,
    },
  },
  /** @see https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource */
  byocTrunks: {
    ...IN_V1,
    sidPrefix: "BY",
    product: "voice",
    path: "/v1/ByocTrunks",
    listKey: "byoc_trunks",
    unset: { friendly_name: null, ...voice(null) },
    fallbackRules: [VOICE_RULE],
  },
  /** @see https://www.twilio.com/docs/messaging/api/short-code-resource */
  shortCodes: {
    ...IN_2010,
    sidPrefix: "SC",
    path: "/SMS/ShortCodes",
    listKey: "short_codes",
    unset: { short_code: "", friendly_name: "", ...SMS },
    fallbackRules: [SMS_RULE],
  },
  /** @see https://www.twilio.com/docs/sip-trunking/api/trunk-resource */
  trunks: {
    ...IN_V1,
    sidPrefix: "TK",
    product: "trunking",
    path: "/v1/Trunks",
    listKey: "trunks",
    unset: {
      friendly_name: null,
      domain_name: null,
      disaster_recovery_url: null,
      disaster_recovery_method: null,
    },
  },
  /** @see https://www.twilio.com/docs/sip-trunking/api/originationurl-resource */
  originationUrls: {
    ...IN_V1,
    sidPrefix: "OU",
    product: "trunking",
    path: "/v1/Trunks/:trunk_sid/OriginationUrls",
    listKey: "origination_urls",
    unset: {
      trunk_sid: "",
      sip_url: "",
      enabled: true,
      priority: 10,
      weight: 10,
    },
  },
  /** @see https://www.twilio.com/docs/whatsapp/api/senders */
  senders: {
    sidPrefix: "XE",
    product: "messaging",
    path: "/v2/Channels/Senders",
    listKey: "senders",
    unset: {
      sender_id: "",
      status: "ONLINE",
      webhook: {
        callback_url: null,
        callback_method: "POST",
        fallback_url: null,
        fallback_method: "POST",
        status_callback_url: null,
        status_callback_method: "POST",
      },
    },
    fallbackRules: [],
    writtenAs: "json",
    listedBy: { parameter: "Channel", field: "sender_id" },
  },
  /** @see https://www.twilio.com/docs/taskrouter/api/workspace */
  workspaces: {
    ...IN_V1,
    sidPrefix: "WS",
    product: "taskrouter",
    path: "/v1/Workspaces",
    listKey: "workspaces",
    unset: { friendly_name: "" },
  },
  /** @see https://www.twilio.com/docs/taskrouter/api/workflow */
  workflows: {
    ...IN_V1,
    sidPrefix: "WW",
    product: "taskrouter",
    path: "/v1/Workspaces/:workspace_sid/Workflows",
    listKey: "workflows",
    unset: {
      workspace_sid: "",
      friendly_name: "",
      assignment_callback_url: null,
      fallback_assignment_callback_url: null,
    },
  },
  /** @see https://www.twilio.com/docs/conversations/api/address-configuration-resource */
  conversationAddresses: {
    ...IN_V1,
    sidPrefix: "IG",
    product: "conversations",
    path: "/v1/Configuration/Addresses",
    listKey: "address_configurations",
    unset: {
      type: "sms",
      address: "",
      friendly_name: null,
      auto_creation: { enabled: true, type: "webhook" },
    },
  },
  /** @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
  webhookRules: {
    ...IN_V1,
    sidPrefix: "ZR",
    product: "webhooks",
    path: "/v1/Webhooks/Rules",
    listKey: "rules",
    unset: { match: "default", url: null, setting_sid: null },
  },
  /** @see https://www.twilio.com/docs/usage/api/address */
  addresses: {
    ...IN_2010,
    sidPrefix: "AD",
    path: "/Addresses",
    listKey: "addresses",
    unset: { friendly_name: "", iso_country: "", verified: true },
  },
  /** @see https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles */
  bundles: {
    ...IN_V1,
    sidPrefix: "BU",
    product: "numbers",
    path: "/v2/RegulatoryCompliance/Bundles",
    listKey: "results",
    unset: { friendly_name: "", status: "twilio-approved" },
  },
} as const satisfies Readonly<Record<string, ResourceType>>;

/** The name of a type. */
export type ResourceName = keyof typeof RESOURCE_TYPES;

/** Their names, in the order in which an account shows them. */
export const RESOURCE_NAMES = Object.keys(RESOURCE_TYPES) as ResourceName[];
