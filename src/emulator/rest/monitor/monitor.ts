import { notFound, type ApiProduct, type ApiRequest } from "../api";
import { archive, type Archive } from "../archive/archive";
import { isWithin } from "../archive/dates";
import { listPage } from "../archive/list-page";
import { routes } from "../routes";

/** What an alert has only where it is read by its SID. */
const BY_SID_ALONE = [
  "request_headers",
  "request_variables",
  "response_body",
  "response_headers",
];
const DAYS_KEPT = 30;

/** Twilio's error log, in memory. */
export interface MonitorEmulator {
  readonly handle: ApiProduct;
  readonly alerts: Archive;
}

/**
 * The Alerts of one account.
 *
 * @see https://www.twilio.com/docs/usage/monitor-alert
 */
export function emulateMonitor(lagMs?: number): MonitorEmulator {
  const alerts = archive(lagMs);
  return {
    alerts,
    handle: routes({
      "GET /v1/Alerts": (request) =>
        listPage(listed(alerts, request), request, {
          shape: "v1",
          host: "monitor.twilio.com",
          key: "alerts",
        }),
      "GET /v1/Alerts/:sid": ({ path }, { sid = "" }) => {
        const alert = alerts.get(sid);
        return alert ? { status: 200, body: alert.body } : notFound(path);
      },
    }),
  };
}

function listed(alerts: Archive, { query }: ApiRequest) {
  const level = query.get("LogLevel");
  const oldest = new Date(Date.now() - DAYS_KEPT * 86_400_000).toISOString();
  return alerts
    .listed()
    .filter(
      ({ at, body }) =>
        (level === null || body["log_level"] === level) &&
        isWithin(at, oldest, null) &&
        isWithin(at, query.get("StartDate"), query.get("EndDate")),
    )
    .map((alert) => ({ ...alert, body: withoutRequest(alert.body) }));
}

function withoutRequest(
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => !BY_SID_ALONE.includes(name)),
  );
}
