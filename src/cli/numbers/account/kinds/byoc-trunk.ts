import { inV1, USUAL, VOICE_FIELDS, type KindDefinition } from "./kind";

/** @see https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource */
export const byocTrunk: KindDefinition = {
  ...USUAL,
  sidPrefix: "BY",
  words: ["BYOC trunk", "BYOC trunks"],
  webhooks: { voice: VOICE_FIELDS },
  names: ["friendlyName"],
  list: (client) => client.voice.v1.byocTrunks.list(inV1()),
  context: (client, sid) => client.voice.v1.byocTrunks(sid),
};
