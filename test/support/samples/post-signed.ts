import { signRequest, type Params } from "../../../src/twilio/signature";

/** Posts a form as Twilio does, and reads the whole answer. */
export async function postSigned(
  url: string,
  params: Params,
  authToken: string,
) {
  const startedAt = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "X-Twilio-Signature": signRequest(authToken, url, params),
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(params).toString(),
  });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: await response.text(),
    ms: performance.now() - startedAt,
  };
}
