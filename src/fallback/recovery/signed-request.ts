import { signRequest, type Params } from "../../twilio/signature";

/** What is asked of a candidate: the original request, less what Twilio added for the fallback. */
export interface OriginalRequest {
  readonly params: Params;
  /** Twilio's token for all tries of one webhook; null where the platform hides it. */
  readonly idempotencyToken: string | null;
}

/** A request as it goes out. */
export interface SignedRequest {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What Twilio added when it asked the fallback. */
const ADDED_PARAMS = new Set(["ErrorCode", "ErrorUrl"]);

/**
 * Builds the request for one URL as Twilio would: a form POST, or a GET with the parameters in
 * the query (less those that stand there already), signed anew over exactly what goes out.
 *
 * @param target - Absolute, without userinfo and fragment.
 * @param authToken - The account's; null where the platform gave none: then nothing is signed.
 */
export function requestOf(
  { params, idempotencyToken }: OriginalRequest,
  target: string,
  method: "GET" | "POST",
  authorization: string | null,
  authToken: string | null,
): SignedRequest {
  const original = params.filter(([name]) => !ADDED_PARAMS.has(name));
  const isPost = method === "POST";
  const url = isPost ? target : withQuery(target, original);
  return {
    url: new URL(url),
    method,
    headers: {
      Accept: "*/*",
      "Accept-Encoding": "identity",
      "User-Agent": "TwilioProxy/1.1 (twilio-fallback)",
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
          url,
          isPost ? original : [],
        ),
      }),
    },
    ...(isPost && { body: new URLSearchParams([...original]).toString() }),
  };
}

/** The URL with the parameters that its query does not hold already, appended as they are. */
function withQuery(target: string, params: Params): string {
  const present = new URL(target).searchParams;
  const added = new URLSearchParams(
    params.filter(([name, value]) => !present.has(name, value)),
  ).toString();
  if (added === "") return target;
  const [base = "", query = ""] = target.split(/\?(.*)/s);
  return `${base}?${query === "" ? "" : `${query}&`}${added}`;
}
