import type { Twilio } from "twilio";
import type { AlertInstance } from "twilio/lib/rest/monitor/v1/alert";
import { parseWebUrl } from "../../../url/parse-url";
import { mapAtOnce } from "./map-at-once";
import type { AlertPeriod, FailedWebhook, ListedAlert } from "./alert";

const PAGE_SIZE = 1000;

type Nullable<T> = { readonly [Name in keyof T]: T[Name] | null };

/** The codes of webhooks and their documents. @see https://www.twilio.com/docs/api/errors */
const WEBHOOK_CODES = /^1[1-2]\d{3}$/;

/**
 * Lists the errors of a period that are about a webhook, the oldest first. One list ends after
 * some 10,000 alerts, so lists follow until one brings nothing new: each reaches back from where
 * the last one ended.
 */
export async function listAlerts(
  sdk: Twilio,
  { since, until }: AlertPeriod,
): Promise<ListedAlert[]> {
  const found = new Map<string, ListedAlert>();
  const seen = new Set<string>();
  let end = until;
  for (;;) {
    const before = seen.size;
    let oldest = end;
    const page = await sdk.monitor.v1.alerts.list({
      logLevel: "error",
      startDate: new Date(since),
      endDate: new Date(end),
      pageSize: PAGE_SIZE,
    });
    for (const alert of page) {
      const at = alert.dateGenerated.getTime();
      seen.add(alert.sid);
      oldest = Math.min(oldest, at);
      const url = parseWebUrl(alert.requestUrl);
      // Lists are by day: what is asked for may come with its neighbours.
      if (url === null || !WEBHOOK_CODES.test(alert.errorCode)) continue;
      if (at < since || at > until || found.has(alert.sid)) continue;
      found.set(alert.sid, {
        sid: alert.sid,
        at,
        errorCode: Number(alert.errorCode),
        method: methodOf(alert.requestMethod),
        url,
        resourceSid: alert.resourceSid,
      });
    }
    if (seen.size === before) break;
    end = oldest;
  }
  // Twilio lists the newest first, and keeps whole seconds.
  return [...found.values()]
    .reverse()
    .toSorted((one, other) => one.at - other.at);
}

/**
 * Reads alerts by their SIDs, in their order, for what a list does not hold: the request.
 *
 * @param onRead - Is told of each.
 */
export async function readAlerts(
  sdk: Twilio,
  alerts: readonly ListedAlert[],
  onRead: () => void = () => undefined,
): Promise<FailedWebhook[]> {
  return mapAtOnce(
    alerts,
    async ({ sid, ...listed }): Promise<FailedWebhook> => {
      const alert: Nullable<AlertInstance> = await sdk.monitor.v1
        .alerts(sid)
        .fetch();
      onRead();
      const params = [...new URLSearchParams(alert.requestVariables ?? "")];
      return { ...listed, alertSid: sid, params };
    },
  );
}

/** The SDK's types do not tell that it can be null. */
function methodOf(text: string | null): "GET" | "POST" {
  return text?.toUpperCase() === "GET" ? "GET" : "POST";
}
