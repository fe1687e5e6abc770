import { PHONE_NUMBER, SMS_SENDER } from "../../settings/rules";
import { list, optional } from "../../settings/setting";
import { basicAuth, baseUrl, FORM_TYPE } from "../../twilio/rest";
import { smsText } from "../sms-text";
import { defineNotifier } from "./notifier";

/**
 * A text message to each number, through Twilio Messages.
 *
 * @see https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export const sms = defineNotifier({
  name: "sms",
  needs: {
    ALERT_SMS_TO: list(PHONE_NUMBER),
    ALERT_SMS_FROM: optional(SMS_SENDER),
  },
  options: {},
  alsoNeeds: "ACCOUNT_SID and AUTH_TOKEN",
  setUp: ({ alertSmsTo, alertSmsFrom: from }, { credentials, ...place }) => {
    if (credentials === null) return null;
    const recipients = [...new Set(alertSmsTo)];
    const sender = from.startsWith("MG") ? "MessagingServiceSid" : "From";
    const messages = `${baseUrl("api", place)}/2010-04-01/Accounts/${credentials.accountSid}/Messages.json`;
    return {
      recipients,
      requests: (notice) =>
        recipients.map((recipient) => ({
          recipient,
          url: messages,
          headers: {
            Authorization: basicAuth(credentials),
            "Content-Type": FORM_TYPE,
          },
          body: new URLSearchParams({
            To: recipient,
            [sender]: from,
            Body: smsText(notice),
          }).toString(),
        })),
    };
  },
});
