import type { TwimlChannel } from "../../twilio/check-twiml";
import type { Params } from "../../twilio/signature";
import { newSid } from "../sid";
import { optOutType } from "./opt-out";

/** Who calls or writes to whom, and what. */
export interface Parties {
  readonly from?: string;
  readonly to?: string;
  /** Of a message. */
  readonly body?: string;
}

/**
 * The parameters with which Twilio asks about an incoming call or message, with a SID of its own.
 * Empty ones are as common with Twilio as here.
 */
export function incomingParams(
  channel: TwimlChannel,
  accountSid: string,
  {
    from = "+15550142671",
    to = "+15550199999",
    body = "Is anybody there?",
  }: Parties = {},
): Params {
  const shared: Params = [
    ["AccountSid", accountSid],
    ["ApiVersion", "2010-04-01"],
    ["From", from],
    ["FromCity", ""],
    ["FromCountry", "US"],
    ["FromState", ""],
    ["FromZip", ""],
    ["To", to],
    ["ToCity", ""],
    ["ToCountry", "US"],
    ["ToState", ""],
    ["ToZip", ""],
  ];
  if (channel === "voice") {
    return [
      ["CallSid", newSid("CA")],
      ["CallStatus", "ringing"],
      ["Direction", "inbound"],
      ["Called", to],
      ["Caller", from],
      ...shared,
    ];
  }
  const sid = newSid("SM");
  const type = optOutType(body);
  const optOut: Params = type === null ? [] : [["OptOutType", type]];
  return [
    ["MessageSid", sid],
    ["SmsMessageSid", sid],
    ["SmsSid", sid],
    ["SmsStatus", "received"],
    ["Body", body],
    ["NumMedia", "0"],
    ["NumSegments", "1"],
    ...optOut,
    ...shared,
  ];
}
