import { ALERT_URL, WEBHOOK_SECRET } from "../../settings/rules";
import { secret } from "../../settings/setting";
import { defineNotifier, JSON_HEADERS } from "./notifier";
import { standardSignature } from "./standard-signature";

/**
 * Any endpoint, signed as Standard Webhooks says where there is a secret. The id is that of the
 * notice, so that a receiver can drop the second of two.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const webhook = defineNotifier({
  name: "webhook",
  needs: { ALERT_WEBHOOK_URL: secret(ALERT_URL) },
  options: { ALERT_WEBHOOK_SECRET: secret(WEBHOOK_SECRET) },
  setUp: ({ alertWebhookUrl: url, alertWebhookSecret: key }) => ({
    recipients: [url],
    requests: (notice) => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const body = JSON.stringify({
        type: notice.kind === "alert" ? "fallback.alert" : "fallback.resolved",
        timestamp: notice.at,
        data: { ...notice.data, ...(notice.isTest && { test: true }) },
      });
      return [
        {
          recipient: null,
          url,
          headers: {
            ...JSON_HEADERS,
            "webhook-id": notice.id,
            "webhook-timestamp": timestamp,
            ...(key && {
              "webhook-signature": standardSignature(
                key,
                notice.id,
                timestamp,
                body,
              ),
            }),
          },
          body,
        },
      ];
    },
  }),
});
