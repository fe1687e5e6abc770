import { incomingParams } from "../../caller/incoming-params";
import type { Incoming } from "../../caller/play/simulation";
import { paramOf, withParams, type Webhook } from "../../caller/webhook-client";
import { apiError, type ApiReply } from "../api";

/** A call that somebody asked for through the API. */
export interface PlacedCall {
  readonly sid: string;
  /** What is asked once the person called has answered. */
  readonly incoming: Incoming;
  /** Is told when the call is over; null where nobody wants to know. */
  readonly statusCallback: Webhook | null;
}

/** Reads what call to place, or says why Twilio refuses. */
export function readCall(
  form: URLSearchParams,
  accountSid: string,
): PlacedCall | ApiReply {
  const to = form.get("To") ?? "";
  const from = form.get("From") ?? "";
  const primary = webhookIn(form, "Url", "Method");
  if (!/^\+[1-9]\d{6,14}$/.test(to))
    return apiError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (!/^\+[1-9]\d{6,14}$/.test(from))
    return apiError(400, 21212, `Invalid 'From' Phone Number: ${from}`);
  if (primary === null) return apiError(400, 21205, "Url is not a valid URL");
  const params = withParams(incomingParams("voice", accountSid, { from, to }), [
    ["Direction", "outbound-api"],
    ["CallStatus", "in-progress"],
  ]);
  const fallback = webhookIn(form, "FallbackUrl", "FallbackMethod");
  return {
    sid: paramOf(params, "CallSid"),
    incoming: { channel: "voice", params, primary, fallback },
    statusCallback: webhookIn(form, "StatusCallback", "StatusCallbackMethod"),
  };
}

function webhookIn(
  form: URLSearchParams,
  urlName: string,
  methodName: string,
): Webhook | null {
  const url = form.get(urlName) ?? "";
  if (!/^https?:/.test(url) || !URL.canParse(url)) return null;
  return { url, method: form.get(methodName) === "GET" ? "GET" : "POST" };
}
