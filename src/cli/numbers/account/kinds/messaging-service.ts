import { inV1, USUAL, type KindDefinition } from "./kind";

/** @see https://www.twilio.com/docs/messaging/api/service-resource */
export const messagingService: KindDefinition = {
  ...USUAL,
  sidPrefix: "MG",
  words: ["Messaging Service", "Messaging Services"],
  webhooks: {
    messaging: {
      primaryUrl: "inboundRequestUrl",
      fallbackUrl: "fallbackUrl",
      fallbackMethod: "fallbackMethod",
    },
  },
  names: ["friendlyName"],
  idle: ({ useInboundWebhookOnNumber }) =>
    useInboundWebhookOnNumber === true
      ? "its messages are left to the webhooks of the numbers"
      : null,
  list: (client) => client.messaging.v1.services.list(inV1()),
  context: (client, sid) => client.messaging.v1.services(sid),
};
