import { signRequest, type Params } from "../../twilio/signature";

/** What is asked of a candidate: the original request, less what Twilio added for the fallback. */
export interface OriginalRequest {
  readonly params: Params;
  /** Twilio's token for all tries of one webhook; null where the platform hides it. */
  readonly idempotencyToken: string | null;
  /** Scheme, host and port of the URL that failed. */
  readonly failedOrigin: string;
}

/** A request as it goes out. */
export interface SignedRequest {
  readonly url: URL;
  /** The parameters that were added to the URL's query. */
  readonly added: Params;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What Twilio added when it asked the fallback. */
const ADDED_PARAMS = new Set(["ErrorCode", "ErrorUrl"]);

/** What goes into a request beside its parameters. */
export interface RequestParts {
  readonly url: URL;
  readonly method: "GET" | "POST";
  /** The value of `Authorization`; null where there is none. */
  readonly authorization: string | null;
  /** Null where nothing is to be signed. */
  readonly authToken: string | null;
}

/**
 * Builds the request for one URL as Twilio would: a form POST, or a GET with the parameters in
 * the query (less those that stand there already), signed anew over exactly what goes out.
 */
export function signedRequest(
  { params, idempotencyToken, failedOrigin }: OriginalRequest,
  { url, method, authorization, authToken }: RequestParts,
): SignedRequest {
  const original = params.filter(([name]) => !ADDED_PARAMS.has(name));
  const isPost = method === "POST";
  const added = isPost ? [] : missingParams(url, original);
  const target = isPost ? url : withQuery(url, added);
  return {
    url: target,
    added,
    method,
    headers: {
      Accept: "*/*",
      "Accept-Encoding": "identity",
      "User-Agent": "TwilioProxy/1.1 (twilio-fallback)",
      "X-Twilio-Fallback-For": failedOrigin,
      ...(isPost && {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
      }),
      ...(authorization !== null && { Authorization: authorization }),
      ...(idempotencyToken !== null && {
        "I-Twilio-Idempotency-Token": idempotencyToken,
      }),
      ...(authToken !== null && {
        "X-Twilio-Signature": signRequest(
          authToken,
          target.href,
          isPost ? original : [],
        ),
      }),
    },
    ...(isPost && { body: new URLSearchParams([...original]).toString() }),
  };
}

/** The parameters that a URL's query does not hold already with the same value. */
function missingParams(url: URL, params: Params): Params {
  const present = new Set([...url.searchParams].map(pairKey));
  return params.filter((param) => !present.has(pairKey(param)));
}

function withQuery({ href, search }: URL, params: Params): URL {
  const added = new URLSearchParams([...params]).toString();
  if (added === "") return new URL(href);
  if (search !== "") return new URL(`${href}&${added}`);
  return new URL(`${href.replace(/\?$/, "")}?${added}`);
}

/** The URL without these parameters in its query; the rest of the query stays as it is written. */
export function withoutParams(url: URL, params: Params): URL {
  const unwanted = new Set(params.map(pairKey));
  const pieces = url.search.slice(1).split("&");
  const kept = pieces.filter((piece) => {
    // Without the `&`, a leading `?` of the piece would be lost.
    const [pair] = new URLSearchParams(`&${piece}`);
    return pair === undefined || !unwanted.has(pairKey(pair));
  });
  const bare = new URL(url);
  if (kept.length < pieces.length) bare.search = kept.join("&");
  return bare;
}

/** One text for a name and its value, which no other pair has. */
function pairKey([name, value]: readonly [string, string]): string {
  return `${name.length} ${name}${value}`;
}
