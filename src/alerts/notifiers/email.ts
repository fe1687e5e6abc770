import type { Alert } from "../alert";
import { describe, type Description } from "../describe";
import { JSON_HEADERS, type AlertChannel } from "./notifier";

/**
 * One e-mail to all, through SendGrid, which refuses an address that stands twice.
 *
 * @see https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send
 */
export const email: AlertChannel = ({ alerts: { email } }) => {
  if (email === null) return null;
  const to = [...new Set(email.to)];
  return (alert) => {
    const description = describe(alert);
    return [
      {
        recipient: "",
        url: `${email.apiUrl}/v3/mail/send`,
        headers: {
          ...JSON_HEADERS,
          Authorization: `Bearer ${email.apiKey}`,
        },
        body: JSON.stringify({
          personalizations: [{ to: to.map((address) => ({ email: address })) }],
          from: { email: email.from },
          subject: subject(alert, description),
          content: [
            { type: "text/plain", value: plainText(description) },
            { type: "text/html", value: html(description) },
          ],
        }),
      },
    ];
  };
};

function subject({ data }: Alert, { headline }: Description): string {
  return [`[${data.severity}] ${headline}`, data.origin]
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
