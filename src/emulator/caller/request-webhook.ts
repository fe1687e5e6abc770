import { randomUUID } from "node:crypto";
import {
  connectionOverrides,
  type ConnectionOverrides,
} from "../../twilio/connection-overrides";
import type { Params } from "../../twilio/signature";
import { tryOnce, type HttpAnswer, type WebhookFailure } from "./http-try";
import { isRetried } from "./is-retried";
import { signedRequest, type Target } from "./signed-request";
import type { Webhook, WebhookClient } from "./webhook-client";

/** The last answer, after redirects. */
export interface WebhookAnswer extends HttpAnswer {
  /** Where it was found: without userinfo, fragment and the parameters that a GET carries. */
  readonly url: string;
}

/** Twilio follows redirects as a browser does; how many is not documented. */
const MAX_REDIRECTS = 10;
/** Where no `tt` was set, a time-out in all is a retrieval failure like others. */
const TIMED_OUT = 11200;
const TOTAL_TIMED_OUT = 11203;

/**
 * Requests a webhook as Twilio does: signed, within the connection overrides of the URL's
 * fragment (by default 15 s in all), tried again where they say so, with the credentials of the
 * URL once they were asked for, and following redirects: after 307 and 308 the same request, else
 * a GET without the parameters.
 */
export async function requestWebhook(
  { url, method }: Webhook,
  params: Params,
  client: WebhookClient,
): Promise<WebhookAnswer | WebhookFailure> {
  const overrides = connectionOverrides(url);
  const context: RequestContext = {
    overrides,
    endsAt: performance.now() + overrides.tt,
    timedOut: /[#&]tt=/.test(url) ? TOTAL_TIMED_OUT : TIMED_OUT,
    idempotencyToken: randomUUID(),
    conversation: params,
    client,
  };
  let target: Target = { url: new URL(url), method, params };
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const outcome = await askTarget(target, context);
    if (outcome.kind === "failure") return outcome;
    const { status, headers } = outcome;
    if (status < 300 || status > 399)
      return { ...outcome, url: plainUrl(target.url) };

    const location = headers.location ?? "";
    if (location === "" || !URL.canParse(location, target.url.href))
      return failure(11216, `${status} without a usable Location`);
    const next = new URL(location, target.url);
    if (next.protocol !== "https:" && next.protocol !== "http:")
      return failure(11216, `a redirect to ${next.protocol}`);
    target =
      status === 307 || status === 308
        ? { ...target, url: next }
        : { url: next, method: "GET", params: [] };
  }
  return failure(11215, `more than ${MAX_REDIRECTS} redirects`);
}

interface RequestContext {
  readonly overrides: ConnectionOverrides;
  /** By the monotonic clock, in milliseconds. */
  readonly endsAt: number;
  readonly timedOut: number;
  readonly idempotencyToken: string;
  /** The parameters of the first request, by which cookies are kept. */
  readonly conversation: Params;
  readonly client: WebhookClient;
}

/** Asks one URL, again with its userinfo where that is asked for. */
async function askTarget(
  target: Target,
  context: RequestContext,
): Promise<HttpAnswer | WebhookFailure> {
  const { memory } = context.client;
  const key = plainUrl(target.url);
  const known = target.method === "GET" ? memory?.document(key) : undefined;
  const { etag, "last-modified": modified } = known?.headers ?? {};
  const again = {
    ...(etag !== undefined && { "If-None-Match": etag }),
    ...(modified !== undefined && { "If-Modified-Since": modified }),
  };
  let outcome = await tryTarget(target, again, context);
  const { username, password } = target.url;
  const hasUserinfo = username !== "" || password !== "";
  if (outcome.kind === "answer" && outcome.status === 401 && hasUserinfo) {
    const userinfo = [username, password].map(decodeURIComponent).join(":");
    const Authorization = `Basic ${Buffer.from(userinfo).toString("base64")}`;
    outcome = await tryTarget(target, { ...again, Authorization }, context);
  }
  if (outcome.kind === "failure") return outcome;
  if (outcome.status === 304 && known) return known;
  if (target.method === "GET" && outcome.status === 200)
    memory?.keepDocument(key, outcome);
  return outcome;
}

/** Sends a request, and sends it again as the overrides say. */
async function tryTarget(
  target: Target,
  headers: Readonly<Record<string, string>>,
  context: RequestContext,
): Promise<HttpAnswer | WebhookFailure> {
  const { overrides, endsAt, timedOut, conversation, client } = context;
  for (let tries = 0; ; tries++) {
    const cookie = client.memory?.cookies(target.url, conversation);
    const request = signedRequest(target, client.authToken, {
      ...headers,
      "I-Twilio-Idempotency-Token": context.idempotencyToken,
      ...(cookie && { Cookie: cookie }),
    });
    const total = { ms: endsAt - performance.now(), code: timedOut };
    const outcome = await tryOnce(request, overrides, total, client.ca);
    if (outcome.kind === "answer") {
      const set = outcome.headers["set-cookie"] ?? [];
      client.memory?.keepCookies(target.url, conversation, set);
    }
    if (tries >= overrides.rc || !isRetried(outcome, overrides.rp))
      return outcome;
  }
}

function plainUrl(url: URL): string {
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  plain.hash = "";
  return plain.href;
}

function failure(code: number, detail: string): WebhookFailure {
  return { kind: "failure", code, detail, isConnect: false };
}
