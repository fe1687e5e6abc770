import { createHash } from "node:crypto";
import { sendHttp } from "../../../http/send-http";
import { signRequest, type Params } from "../../../twilio/signature";

/** A request to the primary. */
export interface PrimaryRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly params: Params;
  /** The same whenever this webhook is given again. */
  readonly idempotencyToken: string;
}

/** What came of it. */
export type PrimaryAnswer =
  /** A 2xx: the primary has it. */
  | {
      readonly kind: "taken";
      readonly status: number;
      readonly url: URL;
      readonly contentType: string;
      readonly body: string;
    }
  /** Another answer, or a connection that never came about: the primary does not have it. */
  | {
      readonly kind: "refused";
      readonly status: number | null;
      readonly reason: string;
    }
  /** No answer came: the primary may have it. */
  | { readonly kind: "unknown"; readonly reason: string };

/** As long as Twilio waits. */
const TIMEOUT_MS = 15_000;
const MAX_BYTES = 64 * 1024;
const MAX_REDIRECTS = 5;
const SEE_OTHER = new Set([301, 302, 303]);
const REPEAT = new Set([307, 308]);
/** The causes that come before a byte was sent. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** The token of a webhook: from what it is known by, so that a repeated replay has the same. */
export function idempotencyToken(key: string): string {
  const hex = createHash("sha256").update(`replay ${key}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}

/** Gives a webhook to the primary as Twilio would, signed, and follows its redirects. */
export async function askPrimary(
  request: PrimaryRequest,
  authToken: string,
): Promise<PrimaryAnswer> {
  const { idempotencyToken } = request;
  let { method, url, params } = request;
  for (let redirects = 0; ; redirects += 1) {
    const target = withoutUserinfo(url);
    if (method === "GET") addQuery(target, params);
    const outcome = await sendHttp({
      method,
      url: target,
      headers: headersFor(
        url,
        target,
        method,
        params,
        authToken,
        idempotencyToken,
      ),
      ...(method === "POST" && { body: form(params) }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
    if (outcome.kind !== "response") return withoutAnswer(outcome);
    const { status, headers, body } = outcome;
    const isRedirect = SEE_OTHER.has(status) || REPEAT.has(status);
    if (!isRedirect) {
      const contentType = headers["content-type"] ?? "";
      return status >= 200 && status <= 299
        ? { kind: "taken", status, url, contentType, body: body.toString() }
        : { kind: "refused", status, reason: `it answered ${status}` };
    }
    const { location = "" } = headers;
    if (!URL.canParse(location, url.href) || redirects === MAX_REDIRECTS) {
      const reason = `it answered ${status} and led nowhere`;
      return { kind: "refused", status, reason };
    }
    url = new URL(location, url);
    if (SEE_OTHER.has(status)) {
      // As Twilio does: the parameters are lost.
      method = "GET";
      params = [];
    }
  }
}

type NoAnswer = Exclude<
  Awaited<ReturnType<typeof sendHttp>>,
  { kind: "response" }
>;

function withoutAnswer(outcome: NoAnswer): PrimaryAnswer {
  switch (outcome.kind) {
    case "unreachable":
      return NEVER_SENT.has(outcome.cause)
        ? {
            kind: "refused",
            status: null,
            reason: `it cannot be reached (${outcome.cause})`,
          }
        : {
            kind: "unknown",
            reason: `the connection broke (${outcome.cause})`,
          };
    case "timeout":
      return { kind: "unknown", reason: "it did not answer in time" };
    case "too-large":
      return { kind: "unknown", reason: "its answer is too large" };
  }
}

function headersFor(
  url: URL,
  target: URL,
  method: "GET" | "POST",
  params: Params,
  authToken: string,
  idempotencyToken: string,
): Record<string, string> {
  const { username, password } = url;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    Accept: "*/*",
    "User-Agent": "TwilioProxy/1.1 (twilio-fallback replay)",
    // A connection of its own: one that is used again may break after the webhook was taken, and
    // nobody could tell.
    Connection: "close",
    "I-Twilio-Idempotency-Token": idempotencyToken,
    "X-Twilio-Signature": signRequest(
      authToken,
      target.href,
      method === "POST" ? params : [],
    ),
    ...(method === "POST" && {
      "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    }),
    ...(username !== "" && {
      Authorization: `Basic ${Buffer.from(login).toString("base64")}`,
    }),
  };
}

/** What is requested and signed: userinfo becomes a header, and a fragment is Twilio's own. */
function withoutUserinfo(url: URL): URL {
  const target = new URL(url);
  target.username = "";
  target.password = "";
  target.hash = "";
  return target;
}

function addQuery(url: URL, params: Params): void {
  const added = form(params);
  if (added !== "") url.search += (url.search === "" ? "?" : "&") + added;
}

function form(params: Params): string {
  return new URLSearchParams([...params]).toString();
}
