import { describe, type Fact } from "../describe";
import { JSON_HEADERS, type AlertChannel } from "./notifier";

/** @see https://docs.slack.dev/reference/block-kit/blocks/section-block */
const MAX_SECTION_LENGTH = 3000;

/**
 * A message by an incoming webhook: blocks to look at, and a text for the notification.
 *
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export const slack: AlertChannel = ({ alerts: { slack } }) =>
  slack &&
  ((alert) => {
    const { headline, facts } = describe(alert);
    const severity = alert.data.severity;
    const [where] = facts;
    return [
      {
        recipient: "",
        url: slack.url,
        headers: JSON_HEADERS,
        body: JSON.stringify({
          text: escape(`[${severity}] ${headline}: ${where?.text ?? ""}`),
          blocks: [
            section(`*[${severity}] ${escape(headline)}*`),
            ...facts.map((fact) => section(factText(fact))),
          ],
        }),
      },
    ];
  });

function factText({ label, text, link }: Fact): string {
  const words = escape(text);
  return `*${label}*: ${link ? `<${link}|${words}>` : words}`;
}

function section(text: string): object {
  return {
    type: "section",
    text: { type: "mrkdwn", text: text.slice(0, MAX_SECTION_LENGTH) },
  };
}

/** @see https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
