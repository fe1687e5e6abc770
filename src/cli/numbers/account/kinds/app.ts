import {
  in2010,
  SMS_FIELDS,
  USUAL,
  VOICE_FIELDS,
  type KindDefinition,
} from "./kind";

/** @see https://www.twilio.com/docs/usage/api/applications */
export const app: KindDefinition = {
  ...USUAL,
  sidPrefix: "AP",
  words: ["TwiML App", "TwiML Apps"],
  webhooks: { voice: VOICE_FIELDS, messaging: SMS_FIELDS },
  names: ["friendlyName"],
  list: (client) => client.applications.list(in2010()),
  context: (client, sid) => client.applications(sid),
};
