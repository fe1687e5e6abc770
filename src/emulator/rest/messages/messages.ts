import { newSid } from "../../sid";
import {
  apiError,
  type ApiProduct,
  type ApiReply,
  type ApiRequest,
} from "../api";
import { routes } from "../routes";

/** @see https://www.twilio.com/docs/api/errors/21617 */
const MAX_BODY_LENGTH = 1600;

/** A message that was sent. */
export interface SentMessage {
  readonly to: string;
  /** A number, or a Messaging Service. */
  readonly from: string;
  readonly body: string;
}

/** The Messages of one account, in memory: nobody is written to. */
export interface MessagesEmulator {
  readonly handle: ApiProduct;
  /** In the order in which they were sent. */
  readonly sent: readonly SentMessage[];
}

/** The creation of Messages, with the errors that a wrong one meets. */
export function emulateMessages(accountSid: string): MessagesEmulator {
  const sent: SentMessage[] = [];
  const send = ({ form }: ApiRequest): ApiReply => {
    const to = form.get("To") ?? "";
    const body = form.get("Body") ?? "";
    const service = form.get("MessagingServiceSid");
    const from = service ?? form.get("From") ?? "";
    const refusal = refuse({ to, from, body });
    if (refusal) return refusal;
    sent.push({ to, from, body });
    return {
      status: 201,
      body: {
        sid: newSid("SM"),
        account_sid: accountSid,
        to,
        from: service === null ? from : null,
        messaging_service_sid: service,
        body,
        status: service === null ? "queued" : "accepted",
        direction: "outbound-api",
        error_code: null,
        error_message: null,
      },
    };
  };
  const path = `/2010-04-01/Accounts/${accountSid}/Messages`;
  return { sent, handle: routes({ [`POST ${path}`]: send }) };
}

function refuse({ to, from, body }: SentMessage): ApiReply | null {
  if (!/^\+[1-9]\d{6,14}$/.test(to))
    return apiError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (from === "")
    return apiError(400, 21603, "A 'From' phone number is required.");
  if (body === "") return apiError(400, 21602, "Message body is required.");
  return body.length > MAX_BODY_LENGTH
    ? apiError(
        400,
        21617,
        `The concatenated message body exceeds the ${MAX_BODY_LENGTH} character limit`,
      )
    : null;
}
