/** What a field holds, by its name in the API's JSON. Empty text is the API's way to unset one. */
export type Fields = Record<string, string | boolean | null>;

/** A kind of resource with webhooks. */
export interface ResourceType {
  readonly sidPrefix: string;
  /** Below the account or the version, as `/SIP/Domains`. */
  readonly path: string;
  /** Where a list of them stands in an answer. */
  readonly listKey: string;
  /** Every field that can be written, with what it holds while it is unset. */
  readonly unset: Fields;
  /** A fallback that is refused without a primary URL, and Twilio's error for that. */
  readonly fallbackRules: readonly FallbackRule[];
}

interface FallbackRule {
  readonly fallback: string;
  readonly primary: string;
  readonly code: number;
}

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

/** An account's phone numbers. @see https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export const PHONE_NUMBERS: ResourceType = {
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
  },
  fallbackRules: [VOICE_RULE, SMS_RULE],
};

/** TwiML Apps. @see https://www.twilio.com/docs/usage/api/applications */
export const APPLICATIONS: ResourceType = {
  sidPrefix: "AP",
  path: "/Applications",
  listKey: "applications",
  unset: { friendly_name: "", ...voice(""), ...SMS },
  fallbackRules: [VOICE_RULE, SMS_RULE],
};

/** SIP Domains. @see https://www.twilio.com/docs/voice/sip/api/sip-domain-resource */
export const SIP_DOMAINS: ResourceType = {
  sidPrefix: "SD",
  path: "/SIP/Domains",
  listKey: "domains",
  unset: { domain_name: "", friendly_name: "", ...voice("") },
  fallbackRules: [VOICE_RULE],
};

/** Short codes. @see https://www.twilio.com/docs/messaging/api/short-code-resource */
export const SHORT_CODES: ResourceType = {
  sidPrefix: "SC",
  path: "/SMS/ShortCodes",
  listKey: "short_codes",
  unset: { short_code: "", friendly_name: "", ...SMS },
  fallbackRules: [SMS_RULE],
};

/** Messaging Services. @see https://www.twilio.com/docs/messaging/api/service-resource */
export const MESSAGING_SERVICES: ResourceType = {
  sidPrefix: "MG",
  path: "/Services",
  listKey: "services",
  unset: {
    friendly_name: "",
    inbound_request_url: null,
    inbound_method: "POST",
    fallback_url: null,
    fallback_method: "POST",
    use_inbound_webhook_on_number: false,
  },
  fallbackRules: [],
};

/** BYOC trunks. @see https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource */
export const BYOC_TRUNKS: ResourceType = {
  sidPrefix: "BY",
  path: "/ByocTrunks",
  listKey: "byoc_trunks",
  unset: { friendly_name: null, ...voice(null) },
  fallbackRules: [VOICE_RULE],
};
