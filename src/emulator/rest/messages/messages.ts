import type { StopEvent } from "../../caller/events";
import { newSid } from "../../sid";
import {
  apiError,
  notFound,
  type ApiProduct,
  type ApiReply,
  type ApiRequest,
} from "../api";
import { archive, type Archive, type ArchivedRow } from "../archive/archive";
import { isAsked, listPage, pages2010 } from "../archive/list-page";
import { routes } from "../routes";
import { carryMessages, type MessageCarrier } from "./carry-messages";
import { mediaRows, messageRow, type KeptMessage } from "./message-row";

/** @see https://www.twilio.com/docs/api/errors/21617 */
const MAX_BODY_LENGTH = 1600;

/** A message that was sent through the API. */
export interface SentMessage {
  readonly to: string;
  /** A number, or a Messaging Service. */
  readonly from: string;
  readonly body: string;
}

/** The Messages of one account, in memory: nobody is written to. */
export interface MessagesEmulator {
  readonly handle: ApiProduct;
  readonly carrier: MessageCarrier;
  /** Every message, whoever wrote it. */
  readonly messages: Archive;
  /** Those that were sent through the API, in that order. */
  readonly sent: readonly SentMessage[];
}

/** What the Messages need to know of their surroundings. */
export interface MessagesOptions {
  readonly lagMs?: number | undefined;
  readonly onStop?: (event: StopEvent) => void;
  /** Tells a status callback what has become of a message. */
  readonly notify?: (url: string, message: KeptMessage) => void;
}

/** Messages to send and to read, with the errors that a wrong one meets. */
export function emulateMessages(
  accountSid: string,
  { lagMs, onStop = () => undefined, notify }: MessagesOptions = {},
): MessagesEmulator {
  const sent: SentMessage[] = [];
  const messages = archive(lagMs);
  const media = new Map<string, ArchivedRow[]>();
  const keep = (message: KeptMessage): ArchivedRow => {
    const row = messageRow(message, accountSid);
    messages.add(row);
    media.set(message.sid, mediaRows(message, accountSid));
    return row;
  };
  const carrier = carryMessages((message, direction, errorCode) => {
    const delivered = direction === "inbound" ? "received" : "delivered";
    const status = errorCode === null ? delivered : "failed";
    keep({ ...message, direction, service: null, status, errorCode });
  }, onStop);

  const send = ({ form }: ApiRequest): ApiReply => {
    const service = form.get("MessagingServiceSid");
    const message: KeptMessage = {
      sid: newSid("SM"),
      direction: "outbound-api",
      from: service === null ? (form.get("From") ?? "") : null,
      to: form.get("To") ?? "",
      body: form.get("Body") ?? "",
      media: form.getAll("MediaUrl"),
      service,
      status: service === null ? "queued" : "accepted",
      errorCode: null,
    };
    const { to, body } = message;
    const from = service ?? message.from ?? "";
    const refusal = carrier.hasOptedOut(to, from)
      ? apiError(400, 21610, "Attempt to send to unsubscribed recipient")
      : refuse(message);
    if (refusal) return refusal;
    sent.push({ to, from, body });
    const { body: shown } = keep(message);
    const callback = form.get("StatusCallback") ?? "";
    if (callback !== "")
      notify?.(callback, { ...message, status: "delivered" });
    return { status: 201, body: shown };
  };

  const path = `/2010-04-01/Accounts/${accountSid}/Messages`;
  return {
    sent,
    messages,
    carrier,
    handle: routes({
      [`POST ${path}`]: send,
      [`GET ${path}`]: (request) =>
        listPage(
          messages.listed().filter((row) => isAskedFor(row, request)),
          request,
          pages2010("messages"),
        ),
      [`GET ${path}/:sid`]: (request, { sid = "" }) => {
        const row = messages.get(sid);
        return row ? { status: 200, body: row.body } : notFound(request.path);
      },
      [`GET ${path}/:sid/Media`]: (request, { sid = "" }) =>
        messages.get(sid)
          ? listPage(media.get(sid) ?? [], request, pages2010("media_list"))
          : notFound(request.path),
    }),
  };
}

/** Whether a list was asked for one of these numbers and this time. */
function isAskedFor({ at, body }: ArchivedRow, request: ApiRequest): boolean {
  const isSame = (parameter: string, field: string) => {
    const wanted = request.query.get(parameter);
    return wanted === null || body[field] === wanted;
  };
  return (
    isSame("From", "from") &&
    isSame("To", "to") &&
    isAsked(request, "DateSent", at)
  );
}

function refuse({ to, from, service, body, media }: KeptMessage) {
  if (!/^(whatsapp:)?\+[1-9]\d{6,14}$/.test(to))
    return apiError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (service === null && from === "")
    return apiError(400, 21603, "A 'From' phone number is required.");
  if (body === "" && media.length === 0)
    return apiError(400, 21602, "Message body is required.");
  return body.length > MAX_BODY_LENGTH
    ? apiError(
        400,
        21617,
        `The concatenated message body exceeds the ${MAX_BODY_LENGTH} character limit`,
      )
    : null;
}
