import { ALERT_URL } from "../../settings/rules";
import { secret } from "../../settings/setting";
import { describeNotice, type Fact } from "../description";
import { defineNotifier, JSON_HEADERS } from "./notifier";

/** @see https://docs.slack.dev/reference/block-kit/blocks/section-block */
const MAX_SECTION_LENGTH = 3000;

/**
 * A message by an incoming webhook: blocks to look at, and a text for the notification.
 *
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export const slack = defineNotifier({
  name: "slack",
  needs: { ALERT_SLACK_WEBHOOK_URL: secret(ALERT_URL) },
  options: {},
  setUp: ({ alertSlackWebhookUrl: url }) => ({
    recipients: [url],
    requests: (notice) => {
      const { tag, headline, facts } = describeNotice(notice);
      const [where] = facts;
      return [
        {
          recipient: null,
          url,
          headers: JSON_HEADERS,
          body: JSON.stringify({
            text: escapeText(`[${tag}] ${headline}: ${where?.text ?? ""}`),
            blocks: [
              section(`*[${tag}] ${escapeText(headline)}*`),
              ...facts.map((fact) => section(factText(fact))),
            ],
          }),
        },
      ];
    },
  }),
});

function factText({ label, text, link }: Fact): string {
  const words = escapeText(text);
  return `*${label}*: ${link ? `<${link}|${words}>` : words}`;
}

function section(text: string): object {
  return {
    type: "section",
    text: { type: "mrkdwn", text: text.slice(0, MAX_SECTION_LENGTH) },
  };
}

/** @see https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
