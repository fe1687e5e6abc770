import { basicAuth, baseUrl, FORM_TYPE } from "../../twilio/rest";
import { smsText } from "../sms-text";
import type { AlertChannel } from "./notifier";

/**
 * A text message to each number, through Twilio Messages.
 *
 * @see https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export const sms: AlertChannel = ({ alerts: { sms }, twilio }) => {
  const { credentials } = twilio;
  if (sms === null || credentials === null) return null;
  const { to, from } = sms;
  const sender = from.startsWith("MG") ? "MessagingServiceSid" : "From";
  const messages = `${baseUrl("api", twilio)}/2010-04-01/Accounts/${credentials.accountSid}/Messages.json`;
  return (alert) =>
    [...new Set(to)].map((recipient) => ({
      recipient,
      url: messages,
      headers: {
        Authorization: basicAuth(credentials),
        "Content-Type": FORM_TYPE,
      },
      body: new URLSearchParams({
        To: recipient,
        [sender]: from,
        Body: smsText(alert),
      }).toString(),
    }));
};
