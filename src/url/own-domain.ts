import { parseUrl } from "./parse-url";
import { isSameServer } from "./base";

/**
 * Whether an http or https URL leads to this service itself: asking it would ask the fallback
 * again.
 *
 * @param domainName - The service's host, with its port if it has one; null where unknown.
 */
export function isOwnDomain(url: URL, domainName: string | null): boolean {
  const own = domainName === null ? null : parseUrl(`https://${domainName}`);
  return own !== null && isSameServer(url, own);
}
