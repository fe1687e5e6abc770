import type { TwimlChannel } from "../../../twilio/check-twiml";

/** `/voice-error.xml`, `/messaging-error.49.xml`: a document of one channel's words. */
const ERROR_DOCUMENT = /\/(voice|messaging)-error[^/]*\.xml$/;

/** The channel whose words a URL is the static document of; null where it is none. */
export function documentChannel(url: URL): TwimlChannel | null {
  const [, channel] = ERROR_DOCUMENT.exec(url.pathname) ?? [];
  return channel === undefined ? null : (channel as TwimlChannel);
}

/** Whether a URL is a file that is served as it is, and asked by GET. */
export function isStaticDocument(url: URL): boolean {
  return (
    documentChannel(url) !== null ||
    (isServiceHost(url) && /\.(xml|twiml)$/.test(url.pathname))
  );
}

/** Whether a URL is on a domain of Twilio's Functions and Assets. */
export function isServiceHost({ hostname }: URL): boolean {
  return /\.twil\.io\.?$/.test(hostname);
}

/** Whether a URL is the `/fallback` of a service as this one. */
export function isFallbackFunction(url: URL): boolean {
  return isServiceHost(url) && url.pathname === "/fallback";
}
