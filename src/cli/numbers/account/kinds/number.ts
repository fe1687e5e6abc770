import {
  in2010,
  SMS_FIELDS,
  USUAL,
  VOICE_FIELDS,
  type KindDefinition,
} from "./kind";

/** @see https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export const number: KindDefinition = {
  ...USUAL,
  sidPrefix: "PN",
  joinsServices: true,
  isAddress: true,
  words: ["phone number", "phone numbers"],
  webhooks: { voice: VOICE_FIELDS, messaging: SMS_FIELDS },
  names: ["phoneNumber", "friendlyName"],
  governors: {
    voice: ["trunkSid", "voiceApplicationSid"],
    messaging: ["smsApplicationSid"],
  },
  list: (client) => client.incomingPhoneNumbers.list(in2010()),
  context: (client, sid) => client.incomingPhoneNumbers(sid),
};
