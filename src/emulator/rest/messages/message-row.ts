import { newSid } from "../../sid";
import type { ArchivedRow } from "../archive/archive";
import { rfc2822 } from "../archive/dates";

/** A message, whoever wrote it. */
export interface KeptMessage {
  readonly sid: string;
  readonly direction: "inbound" | "outbound-reply" | "outbound-api";
  readonly from: string | null;
  readonly to: string;
  readonly body: string;
  /** URLs. */
  readonly media: readonly string[];
  readonly service: string | null;
  readonly status: string;
  readonly errorCode: number | null;
}

/** A message as the API shows it. */
export function messageRow(
  message: KeptMessage,
  accountSid: string,
  at = new Date(),
): ArchivedRow {
  const { sid, body, media, service, errorCode } = message;
  const date = rfc2822(at);
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`;
  return {
    sid,
    at,
    body: {
      account_sid: accountSid,
      api_version: "2010-04-01",
      body,
      date_created: date,
      date_sent: date,
      date_updated: date,
      direction: message.direction,
      error_code: errorCode,
      error_message: null,
      from: message.from,
      messaging_service_sid: service,
      num_media: String(media.length),
      num_segments: service === null ? "1" : "0",
      price: null,
      price_unit: "USD",
      sid,
      status: message.status,
      subresource_uris: { media: uri.replace(/\.json$/, "/Media.json") },
      to: message.to,
      uri,
    },
  };
}

/** The media of a message as the API shows them. */
export function mediaRows(
  { sid: parent, media }: Pick<KeptMessage, "sid" | "media">,
  accountSid: string,
  at = new Date(),
): ArchivedRow[] {
  return media.map(() => {
    const sid = newSid("ME");
    const date = rfc2822(at);
    const below = `/2010-04-01/Accounts/${accountSid}/Messages/${parent}`;
    return {
      sid,
      at,
      body: {
        account_sid: accountSid,
        content_type: "image/jpeg",
        date_created: date,
        date_updated: date,
        parent_sid: parent,
        sid,
        uri: `${below}/Media/${sid}.json`,
      },
    };
  });
}
