import { isPrivateAddress } from "../../../url/private-address";
import type { Channel } from "./kinds/kind";
import type { Webhooks } from "./resource";
import {
  documentChannel,
  isFallbackFunction,
  isStaticDocument,
} from "./static-document";

/** Names that lead nowhere outside of a machine or a network. */
const PRIVATE_NAME =
  /^(localhost|.+\.(localhost|local|internal|lan|home\.arpa))\.?$/;

/** Twilio's placeholder: nobody set it. */
const DEMO_URL = /^https?:\/\/demo\.twilio\.com\//i;

/** Why a fallback cannot work, as far as its address tells; null where it may. */
export function whyDead(
  channel: Channel,
  {
    fallbackUrl,
    fallbackMethod,
  }: Pick<Webhooks, "fallbackUrl" | "fallbackMethod">,
): string | null {
  if (fallbackUrl === null || !URL.canParse(fallbackUrl)) return null;
  const url = new URL(fallbackUrl);
  const method = (fallbackMethod ?? "POST").toUpperCase();
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return `${url.protocol} is not asked by Twilio`;
  if (isPrivateHost(url.hostname))
    return `${url.hostname} is no address that Twilio can reach`;
  if (DEMO_URL.test(fallbackUrl)) return "it is Twilio's demo";
  const words = documentChannel(url);
  if (words !== null && words !== channel)
    return `it is the document for ${words === "voice" ? "calls" : "messages"}`;
  if (isStaticDocument(url) && method !== "GET")
    return `it is a static document, and asked by ${method}: set its method to GET`;
  return isFallbackFunction(url) && !["GET", "POST"].includes(method)
    ? `/fallback takes POST and GET, not ${method}`
    : null;
}

/** Whether a host is one of this machine or of a private network, by its name or its address. */
function isPrivateHost(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, "");
  const isAddress = address.includes(":") || /^[\d.]+$/.test(address);
  return isAddress ? isPrivateAddress(address) : PRIVATE_NAME.test(hostname);
}
