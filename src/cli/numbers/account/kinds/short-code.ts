import { in2010, SMS_FIELDS, USUAL, type KindDefinition } from "./kind";

/** @see https://www.twilio.com/docs/messaging/api/short-code-resource */
export const shortCode: KindDefinition = {
  ...USUAL,
  sidPrefix: "SC",
  joinsServices: true,
  isAddress: true,
  words: ["short code", "short codes"],
  webhooks: { messaging: SMS_FIELDS },
  names: ["shortCode", "friendlyName"],
  list: (client) => client.shortCodes.list(in2010()),
  context: (client, sid) => client.shortCodes(sid),
};
