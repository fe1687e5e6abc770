import type { IncomingHttpHeaders } from "node:http";
import { isOwnDomain } from "../../url/own-domain";
import { parseUrl } from "../../url/parse-url";
import { MAX_URL_LENGTH } from "./candidates";

const MAX_REDIRECTS = 5;
/** They go on as GET. */
const SEE_OTHER = new Set([301, 302, 303]);
/** They repeat the request. */
const REPEAT = new Set([307, 308]);

/** Where an answer sends the request on, or why that is of no use. */
export type Redirect =
  | { readonly url: URL; readonly asGet: boolean }
  | {
      readonly result: "too-many-redirects" | "http-error";
      readonly cause: string;
    };

/**
 * Reads the redirect that an answer is; null where it is none.
 *
 * @param from - The URL that answered.
 * @param before - How many redirects came before.
 * @returns A URL without userinfo and fragment.
 */
export function readRedirect(
  status: number,
  { location }: IncomingHttpHeaders,
  from: URL,
  before: number,
  domainName: string | null,
): Redirect | null {
  const asGet = SEE_OTHER.has(status);
  if (!asGet && !REPEAT.has(status)) return null;
  const url = location ? parseUrl(location, from.href) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    return { result: "http-error", cause: "a redirect to no URL" };
  url.username = url.password = url.hash = "";
  if (url.href.length > MAX_URL_LENGTH)
    return {
      result: "http-error",
      cause: "a redirect to a URL that is too long",
    };
  if (isOwnDomain(url, domainName))
    return {
      result: "too-many-redirects",
      cause: "a redirect to this service",
    };
  return before === MAX_REDIRECTS
    ? { result: "too-many-redirects", cause: `${MAX_REDIRECTS + 1} redirects` }
    : { url, asGet };
}
