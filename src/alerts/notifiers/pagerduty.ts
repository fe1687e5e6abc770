import { headline, what, where } from "../describe";
import { JSON_HEADERS, type AlertChannel } from "./notifier";

/** @see https://developer.pagerduty.com/docs/send-alert-event */
const MAX_SUMMARY_LENGTH = 1024;

/**
 * An alert in PagerDuty, through Events API v2: one for the whole incident, however many windows
 * it spans.
 */
export const pagerDuty: AlertChannel = ({ alerts: { pagerDuty } }) =>
  pagerDuty &&
  ((alert) => {
    const { data } = alert;
    const summary = `${headline(alert)}: ${where(data)}, ${what(data)}`;
    return [
      {
        recipient: "",
        url: `${pagerDuty.eventsUrl}/v2/enqueue`,
        headers: JSON_HEADERS,
        body: JSON.stringify({
          routing_key: pagerDuty.routingKey,
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
          links:
            data.link === null ? [] : [{ href: data.link, text: what(data) }],
        }),
      },
    ];
  });
