import pMap from "p-map";
import { inV1, USUAL, type KindDefinition } from "./kind";

/** Each trunk has a list of its own to be read. */
const AT_A_TIME = 4;

/**
 * Elastic SIP trunks. Their primary is a SIP server; the Disaster Recovery URL is asked where that
 * cannot be reached.
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/trunk-resource
 */
export const trunk: KindDefinition = {
  ...USUAL,
  sidPrefix: "TK",
  words: ["SIP trunk", "SIP trunks"],
  webhooks: {
    voice: {
      primaryUrl: null,
      fallbackUrl: "disasterRecoveryUrl",
      fallbackMethod: "disasterRecoveryMethod",
    },
  },
  names: ["friendlyName", "domainName"],
  tellsErrorUrl: false,
  idle: ({ hasOrigination }) =>
    hasOrigination === true ? null : "it has no enabled Origination URL",
  list: async (client) => {
    const { trunks } = client.trunking.v1;
    return pMap(
      await trunks.list(inV1()),
      async (one) => {
        const urls = await trunks(one.sid).originationUrls.list(inV1());
        const hasOrigination = urls.some(({ enabled }) => enabled);
        return Object.assign(one, { hasOrigination });
      },
      { concurrency: AT_A_TIME },
    );
  },
  context: (client, sid) => client.trunking.v1.trunks(sid),
};
