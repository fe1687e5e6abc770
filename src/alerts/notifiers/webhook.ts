import { createHmac } from "node:crypto";
import { JSON_HEADERS, type AlertChannel } from "./notifier";

/**
 * Any endpoint, signed as Standard Webhooks says where there is a secret. The id is that of the
 * alert, so that a receiver can drop the second of two.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const webhook: AlertChannel = ({ alerts: { webhook } }) =>
  webhook &&
  ((alert) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const body = JSON.stringify({
      type: "fallback.alert",
      timestamp: alert.at,
      data: { ...alert.data, ...(alert.isTest && { test: true }) },
    });
    return [
      {
        recipient: "",
        url: webhook.url,
        headers: {
          ...JSON_HEADERS,
          "webhook-id": alert.id,
          "webhook-timestamp": timestamp,
          ...(webhook.secret && {
            "webhook-signature": standardSignature(
              webhook.secret,
              alert.id,
              timestamp,
              body,
            ),
          }),
        },
        body,
      },
    ];
  });

/** The value of `webhook-signature`. */
export function standardSignature(
  secret: Buffer,
  id: string,
  timestamp: string,
  body: string,
): string {
  const signed = `${id}.${timestamp}.${body}`;
  return `v1,${createHmac("sha256", secret).update(signed).digest("base64")}`;
}
