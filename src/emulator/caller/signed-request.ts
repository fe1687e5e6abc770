import { signRequest, type Params } from "../../twilio/signature";
import type { OutgoingRequest } from "./http-try";

/** What is asked: a URL, by which method, with which parameters. */
export interface Target {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly params: Params;
}

/** A form POST, or a GET with the parameters in its query, signed; without the URL's userinfo. */
export function signedRequest(
  { url: target, method, params }: Target,
  authToken: string,
  headers: Readonly<Record<string, string>>,
): OutgoingRequest {
  const url = new URL(target);
  url.username = "";
  url.password = "";
  url.hash = "";
  const form = new URLSearchParams([...params]);
  const isPost = method === "POST";
  if (!isPost && params.length > 0) {
    url.search = [url.search.slice(1), form.toString()]
      .filter((part) => part !== "")
      .join("&");
  }
  return {
    url,
    method,
    headers: {
      Accept: "*/*",
      "User-Agent": "TwilioProxy/1.1 (twilio-fallback emulator)",
      "X-Twilio-Signature": signRequest(
        authToken,
        url.href,
        isPost ? params : [],
      ),
      ...(isPost && {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
      }),
      ...headers,
    },
    body: isPost ? form.toString() : "",
  };
}
