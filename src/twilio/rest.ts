import type { TwilioAccess } from "../settings";
import { sendHttp, type HttpOutcome } from "./http";

/** The products of Twilio's REST API that this service talks to. */
export type TwilioProduct = "sync";

/** No answer to a write is larger than the item that it repeats (16 KiB) and its envelope. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Twilio's REST API in the three lines that the Functions need of it; it loads no SDK. */
export interface RestClient {
  /**
   * Sends a form.
   *
   * @param path - Absolute and encoded, as `/v1/Services/default/Lists`.
   */
  post(
    product: TwilioProduct,
    path: string,
    form: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<HttpOutcome>;
}

/** The REST client of an account, or null where the platform gave no credentials. */
export function createRestClient(access: TwilioAccess): RestClient | null {
  if (access.credentials === null) return null;
  const { accountSid, authToken } = access.credentials;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  return {
    post: (product, path, form, timeoutMs) =>
      sendHttp({
        method: "POST",
        url: new URL(baseUrl(product, access) + path),
        headers: {
          Accept: "application/json",
          Authorization: authorization,
          "Content-Type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams(form).toString(),
        timeoutMs,
        maxBytes: MAX_ANSWER_BYTES,
      }),
  };
}

/**
 * `https://<product>[.<edge>.<region>].twilio.com`, or the emulator's. An edge without a region
 * is one of US1, a region without an edge has the default edge.
 *
 * @see https://www.twilio.com/docs/global-infrastructure/understanding-twilio-regions
 */
export function baseUrl(
  product: TwilioProduct,
  { region, edge, emulatorUrl }: Omit<TwilioAccess, "credentials">,
): string {
  if (emulatorUrl !== null) return `${emulatorUrl}/${product}`;
  const place = [edge, region ?? (edge && "us1")];
  return `https://${[product, ...place, "twilio.com"].filter(Boolean).join(".")}`;
}
