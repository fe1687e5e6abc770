import { in2010, USUAL, VOICE_FIELDS, type KindDefinition } from "./kind";

/** @see https://www.twilio.com/docs/voice/sip/api/sip-domain-resource */
export const sipDomain: KindDefinition = {
  ...USUAL,
  sidPrefix: "SD",
  words: ["SIP domain", "SIP domains"],
  webhooks: { voice: VOICE_FIELDS },
  names: ["friendlyName", "domainName"],
  list: (client) => client.sip.domains.list(in2010()),
  context: (client, sid) => client.sip.domains(sid),
};
