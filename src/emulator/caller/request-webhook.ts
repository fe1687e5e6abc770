import { randomUUID } from "node:crypto";
import {
  connectionOverrides,
  type ConnectionOverrides,
} from "../../twilio/connection-overrides";
import { signRequest, type Params } from "../../twilio/signature";
import {
  tryOnce,
  type HttpTry,
  type OutgoingRequest,
  type WebhookFailure,
} from "./http-try";

/** A URL as it is set on a number, with its method. */
export interface Webhook {
  readonly url: string;
  readonly method: "GET" | "POST";
}

/** As whom to ask, and whom to trust. */
export interface CallerIdentity {
  readonly authToken: string;
  /** PEM certificates that are trusted in place of the well-known ones. */
  readonly ca?: string | undefined;
}

/** The last answer, after redirects, and where it was found. */
export type WebhookAnswer = Exclude<HttpTry, WebhookFailure> & {
  readonly url: string;
};

/** Twilio follows redirects as a browser does; how many is not documented. */
const MAX_REDIRECTS = 10;

/**
 * Requests a webhook as Twilio does: signed, within the connection overrides of the URL's
 * fragment (by default 15 s in all), tried again where they say so, following redirects.
 */
export async function requestWebhook(
  { url: firstUrl, method: firstMethod }: Webhook,
  params: Params,
  { authToken, ca }: CallerIdentity,
): Promise<WebhookAnswer | WebhookFailure> {
  const overrides = connectionOverrides(firstUrl);
  const deadline = performance.now() + overrides.tt;
  const idempotencyToken = randomUUID();
  let url = new URL(firstUrl);
  let method = firstMethod;

  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const request = signed(url, method, params, authToken, idempotencyToken);
    const outcome = await retry(overrides, () =>
      tryOnce(request, overrides, deadline - performance.now(), ca),
    );
    if (outcome.kind === "failure") return outcome;
    if (outcome.status < 300 || outcome.status > 399)
      return { ...outcome, url: url.href };

    const target = outcome.location ?? "";
    if (target === "" || !URL.canParse(target, url.href))
      return failure(11216, `${outcome.status} without a usable Location`);
    url = new URL(target, url);
    if (url.protocol !== "https:" && url.protocol !== "http:")
      return failure(11216, `a redirect to ${url.protocol}`);
    if (outcome.status < 307) method = "GET";
  }
  return failure(11215, `more than ${MAX_REDIRECTS} redirects`);
}

function failure(code: number, detail: string): WebhookFailure {
  return { kind: "failure", code, detail, isConnect: false };
}

/** A form POST, or a GET with the parameters in its query. */
function signed(
  target: URL,
  method: "GET" | "POST",
  params: Params,
  authToken: string,
  idempotencyToken: string,
): OutgoingRequest {
  const url = new URL(target);
  const form = new URLSearchParams(params);
  if (method === "GET") {
    url.search = [url.search.slice(1), form.toString()]
      .filter((part) => part !== "")
      .join("&");
  }
  const isPost = method === "POST";
  return {
    url,
    method,
    headers: {
      Accept: "*/*",
      "User-Agent": "TwilioProxy/1.1 (twilio-fallback emulator)",
      "I-Twilio-Idempotency-Token": idempotencyToken,
      "X-Twilio-Signature": signRequest(
        authToken,
        url.href,
        isPost ? params : [],
      ),
      ...(isPost && {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
      }),
    },
    body: isPost ? form.toString() : "",
  };
}

async function retry(
  { rc, rp }: ConnectionOverrides,
  tryIt: () => Promise<HttpTry>,
): Promise<HttpTry> {
  let outcome = await tryIt();
  for (let i = 0; i < rc && isRetried(outcome, rp); i++)
    outcome = await tryIt();
  return outcome;
}

function isRetried(
  outcome: HttpTry,
  policies: ConnectionOverrides["rp"],
): boolean {
  const isNamed = (policy: "ct" | "rt" | "4xx" | "5xx") =>
    policies.includes(policy) || policies.includes("all");
  if (outcome.kind === "failure")
    return isNamed(outcome.isConnect ? "ct" : "rt");
  const family = Math.floor(outcome.status / 100);
  return (family === 4 && isNamed("4xx")) || (family === 5 && isNamed("5xx"));
}
