import type { Twilio } from "twilio";
import type { Params } from "../../../twilio/signature";

/** What the request about a message had, and what Twilio keeps of a message does not tell. */
export const LOST_PARAMS = [
  "FromCity",
  "FromState",
  "FromZip",
  "FromCountry",
  "ToCity",
  "ToState",
  "ToZip",
  "ToCountry",
] as const;

/**
 * The parameters of the webhook of an inbound message, made of what Twilio keeps of it: all but
 * {@link LOST_PARAMS}. Null where Twilio does not know the message any more.
 */
export async function readMessageParams(
  sdk: Twilio,
  sid: string,
): Promise<Params | null> {
  const message = await sdk
    .messages(sid)
    .fetch()
    .catch((error: unknown) => {
      if ((error as { status?: unknown }).status === 404) return null;
      throw error;
    });
  if (message === null) return null;
  const media =
    Number(message.numMedia) > 0 ? await sdk.messages(sid).media.list() : [];
  // The SDK's types do not tell that it can be null.
  const serviceSid = message.messagingServiceSid as string | null;
  const service: Params =
    serviceSid === null ? [] : [["MessagingServiceSid", serviceSid]];
  return [
    ["MessageSid", sid],
    ["SmsSid", sid],
    ["SmsMessageSid", sid],
    ["AccountSid", message.accountSid],
    ...service,
    ["From", message.from],
    ["To", message.to],
    ["Body", message.body],
    ["NumMedia", String(media.length)],
    ...media.flatMap(({ uri, contentType }, index): Params => [
      [
        `MediaUrl${index}`,
        `https://api.twilio.com${uri.replace(/\.json$/, "")}`,
      ],
      [`MediaContentType${index}`, contentType],
    ]),
    ["NumSegments", message.numSegments],
    ["SmsStatus", "received"],
    ["ApiVersion", message.apiVersion],
  ];
}
