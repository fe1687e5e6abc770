import { API_URL, KEY } from "../../settings/rules";
import { secret, setting } from "../../settings/setting";
import type { Alert } from "../alert";
import { headline, what, where } from "../describe";
import { defineNotifier, JSON_HEADERS } from "./notifier";

/** @see https://developer.pagerduty.com/docs/send-alert-event */
const MAX_SUMMARY_LENGTH = 1024;

/**
 * An alert in PagerDuty, through Events API v2: one for the whole incident, however many windows
 * it spans.
 */
export const pagerDuty = defineNotifier({
  name: "pagerduty",
  needs: { ALERT_PAGERDUTY_ROUTING_KEY: secret(KEY) },
  options: {
    PAGERDUTY_EVENTS_URL: setting(API_URL, "https://events.pagerduty.com"),
  },
  setUp: ({ alertPagerdutyRoutingKey: routingKey, pagerdutyEventsUrl }) => ({
    recipients: [routingKey],
    requests: (alert) => [
      {
        recipient: null,
        url: `${pagerdutyEventsUrl}/v2/enqueue`,
        headers: JSON_HEADERS,
        body: JSON.stringify({ routing_key: routingKey, ...event(alert) }),
      },
    ],
  }),
});

function event(alert: Alert): object {
  const { data } = alert;
  const summary = `${headline(alert)}: ${where(data)}, ${what(data)}`;
  return {
    event_action: "trigger",
    dedup_key: `fallback-${data.key}`,
    client: "twilio-fallback",
    payload: {
      summary: summary.slice(0, MAX_SUMMARY_LENGTH),
      source: data.origin ?? "twilio-fallback",
      severity: data.severity,
      timestamp: alert.at,
      class: alert.errorClass,
      custom_details: data,
    },
    links: data.link === null ? [] : [{ href: data.link, text: what(data) }],
  };
}
