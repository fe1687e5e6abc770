import { createHmac } from "node:crypto";

/** Form parameters in order; a name may stand more than once. */
export type Params = readonly [name: string, value: string][];

/**
 * The value of `X-Twilio-Signature` for a request: base64 of HMAC-SHA1 over the URL and, for a
 * form POST, its parameters sorted by name (for a GET they are part of the URL: pass none).
 * Userinfo and fragment are no part of it. As Twilio's helper libraries validate it, the values
 * of a repeated name are sorted and count once each.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export function signRequest(
  authToken: string,
  url: string,
  params: Params = [],
): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of params) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  const text = [...values.keys()]
    .sort()
    .flatMap((name) =>
      [...(values.get(name) ?? [])].sort().map((v) => name + v),
    )
    .join("");
  return createHmac("sha1", authToken)
    .update(withoutUserinfoAndFragment(url) + text, "utf8")
    .digest("base64");
}

function withoutUserinfoAndFragment(url: string): string {
  return url.replace(/#.*/s, "").replace(/^([A-Za-z]+:\/\/)[^/?]*@/, "$1");
}
