import type { TwimlChannel } from "../../twilio/check-twiml";
import type { Params } from "../../twilio/signature";
import { newSid } from "../sid";

const FROM = "+15550142671";
const TO = "+15550199999";

/**
 * The parameters with which Twilio asks about an incoming call or message, with a SID of its own.
 * Empty ones are as common with Twilio as here.
 */
export function incomingParams(
  channel: TwimlChannel,
  accountSid: string,
): Params {
  const shared: Params = [
    ["AccountSid", accountSid],
    ["ApiVersion", "2010-04-01"],
    ["From", FROM],
    ["FromCity", ""],
    ["FromCountry", "US"],
    ["FromState", ""],
    ["FromZip", ""],
    ["To", TO],
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
      ["Called", TO],
      ["Caller", FROM],
      ...shared,
    ];
  }
  const sid = newSid("SM");
  return [
    ["MessageSid", sid],
    ["SmsMessageSid", sid],
    ["SmsSid", sid],
    ["SmsStatus", "received"],
    ["Body", "Is anybody there?"],
    ["NumMedia", "0"],
    ["NumSegments", "1"],
    ...shared,
  ];
}
