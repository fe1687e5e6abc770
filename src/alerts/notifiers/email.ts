import { API_URL, EMAIL, KEY } from "../../settings/rules";
import { list, optional, secret, setting } from "../../settings/setting";
import type { Notice } from "../all-clear";
import { describeNotice, type Description } from "../description";
import { defineNotifier, JSON_HEADERS } from "./notifier";

/**
 * One e-mail to all, through SendGrid, which refuses an address that stands twice.
 *
 * @see https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send
 */
export const email = defineNotifier({
  name: "email",
  needs: {
    ALERT_EMAIL_TO: list(EMAIL),
    ALERT_EMAIL_FROM: optional(EMAIL),
    SENDGRID_API_KEY: secret(KEY),
  },
  options: { SENDGRID_API_URL: setting(API_URL, "https://api.sendgrid.com") },
  setUp: ({ alertEmailTo, alertEmailFrom, sendgridApiKey, sendgridApiUrl }) => {
    const recipients = [...new Set(alertEmailTo)];
    return {
      recipients,
      requests: (notice) => {
        const description = describeNotice(notice);
        return [
          {
            recipient: null,
            url: `${sendgridApiUrl}/v3/mail/send`,
            headers: {
              ...JSON_HEADERS,
              Authorization: `Bearer ${sendgridApiKey}`,
            },
            body: JSON.stringify({
              personalizations: [
                { to: recipients.map((address) => ({ email: address })) },
              ],
              from: { email: alertEmailFrom },
              subject: subject(notice, description),
              content: [
                { type: "text/plain", value: plainText(description) },
                { type: "text/html", value: html(description) },
              ],
            }),
          },
        ];
      },
    };
  },
});

function subject({ data }: Notice, { tag, headline }: Description): string {
  return [`[${tag}] ${headline}`, data.origin]
    .filter((part) => part !== null)
    .join(": ");
}

function plainText({ headline, facts }: Description): string {
  const lines = facts.map(
    ({ label, text, link }) => `${label}: ${text}${link ? ` ${link}` : ""}`,
  );
  return [headline, "", ...lines, ""].join("\n");
}

function html({ headline, facts }: Description): string {
  const lines = facts.map(({ label, text, link }) => {
    const words = escapeHtml(text);
    const value = link ? `<a href="${escapeHtml(link)}">${words}</a>` : words;
    return `<p><b>${label}</b>: ${value}</p>`;
  });
  return `<h2>${escapeHtml(headline)}</h2>\n${lines.join("\n")}\n`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
