import { defaultEdge } from "./default-edge";
import type { TwilioAccess } from "./access";
import {
  sendHttp,
  type HttpOutcome,
  type HttpRequest,
} from "../http/send-http";

/** The products of Twilio's REST API that this service talks to. */
export type TwilioProduct = "sync" | "api";

/** How a form is encoded. */
export const FORM_TYPE = "application/x-www-form-urlencoded";

/** No answer to a write is larger than the item that it repeats (16 KiB) and its envelope. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** A page has at most 100 items. */
const MAX_PAGE_BYTES = 2 * 1024 * 1024;

/**
 * Twilio's REST API in the few lines that the Functions need of it; it loads no SDK. A `path` is
 * absolute and encoded, as `/v1/Services/default/Lists`.
 */
export interface RestClient {
  /** Reads one resource or one page; a query is part of the path. */
  get(
    product: TwilioProduct,
    path: string,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<HttpOutcome>;
  /** Sends a form. With `ifMatch`, the revision of Sync's that was read, it changes only that. */
  post(
    product: TwilioProduct,
    path: string,
    form: Readonly<Record<string, string>>,
    timeoutMs: number,
    ifMatch?: string,
  ): Promise<HttpOutcome>;
}

/** The REST client of an account, or null where the platform gave no credentials. */
export function createRestClient(access: TwilioAccess): RestClient | null {
  if (access.credentials === null) return null;
  const authorization = basicAuth(access.credentials);
  const request = (
    method: HttpRequest["method"],
    product: TwilioProduct,
    path: string,
    timeoutMs: number,
    ifMatch?: string,
  ) => ({
    method,
    url: new URL(baseUrl(product, access) + path),
    headers: {
      Accept: "application/json",
      Authorization: authorization,
      ...(method === "POST" && { "Content-Type": FORM_TYPE }),
      ...(ifMatch !== undefined && { "If-Match": ifMatch }),
    },
    timeoutMs,
    maxBytes: MAX_ANSWER_BYTES,
  });
  return {
    get: (product, path, timeoutMs, signal) =>
      sendHttp({
        ...request("GET", product, path, timeoutMs),
        maxBytes: MAX_PAGE_BYTES,
        signal,
      }),
    post: (product, path, form, timeoutMs, ifMatch) =>
      sendHttp({
        ...request("POST", product, path, timeoutMs, ifMatch),
        body: new URLSearchParams(form).toString(),
      }),
  };
}

/** The value of `Authorization` with which the account asks. */
export function basicAuth({
  accountSid,
  authToken,
}: NonNullable<TwilioAccess["credentials"]>): string {
  return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
}

/**
 * `https://<product>[.<edge>.<region>].twilio.com`, or the emulator's. An edge without a region
 * is one of US1, a region without an edge is asked at the edge beside it.
 *
 * @see https://www.twilio.com/docs/global-infrastructure/understanding-twilio-regions
 */
export function baseUrl(
  product: TwilioProduct,
  { region, edge, emulatorUrl }: Omit<TwilioAccess, "credentials">,
): string {
  if (emulatorUrl !== null) return `${emulatorUrl}/${product}`;
  const place = [edge ?? defaultEdge(region), region ?? (edge && "us1")];
  return `https://${[product, ...place, "twilio.com"].filter(Boolean).join(".")}`;
}
