import { API_URL, KEY } from "../../settings/rules";
import { secret, setting } from "../../settings/setting";
import type { Alert } from "../alert";
import type { Notice } from "../all-clear";
import { headline, what, where } from "../describe-alert";
import { defineNotifier, JSON_HEADERS } from "./notifier";

/** @see https://developer.pagerduty.com/docs/send-alert-event */
const MAX_SUMMARY_LENGTH = 1024;

/**
 * An alert in PagerDuty, through Events API v2: one for the whole incident, however long it takes,
 * which its end resolves.
 */
export const pagerDuty = defineNotifier({
  name: "pagerduty",
  needs: { ALERT_PAGERDUTY_ROUTING_KEY: secret(KEY) },
  options: {
    PAGERDUTY_EVENTS_URL: setting(API_URL, "https://events.pagerduty.com"),
  },
  setUp: ({ alertPagerdutyRoutingKey: routingKey, pagerdutyEventsUrl }) => ({
    recipients: [routingKey],
    requests: (notice) => [
      {
        recipient: null,
        url: `${pagerdutyEventsUrl}/v2/enqueue`,
        headers: JSON_HEADERS,
        body: JSON.stringify({
          routing_key: routingKey,
          dedup_key: `fallback-${notice.data.key}`,
          client: "twilio-fallback",
          ...event(notice),
        }),
      },
    ],
  }),
});

function event(notice: Notice): object {
  return notice.kind === "alert"
    ? trigger(notice)
    : { event_action: "resolve" };
}

function trigger(alert: Alert): object {
  const { data, dashboardLink } = alert;
  const summary = `${headline(alert)}: ${where(data)}, ${what(data)}`;
  return {
    event_action: "trigger",
    payload: {
      summary: summary.slice(0, MAX_SUMMARY_LENGTH),
      source: data.origin ?? "twilio-fallback",
      severity: data.severity,
      timestamp: alert.at,
      class: alert.errorClass,
      custom_details: data,
    },
    ...(dashboardLink !== null && { client_url: dashboardLink }),
    links: data.link === null ? [] : [{ href: data.link, text: what(data) }],
  };
}
