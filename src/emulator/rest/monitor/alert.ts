import type { Params } from "../../../twilio/signature";
import type { StopEvent, WebhookEvent } from "../../caller/events";
import type { ArchivedRow } from "../archive/archive";
import { isoSeconds } from "../archive/dates";
import { newSid } from "../../sid";

/** Which part of Twilio reports: calls, or messages. */
const SOURCE = { voice: "12000", messaging: "14100" };

/** The alert about a webhook that failed; null where nothing did. */
export function webhookAlert(
  event: WebhookEvent,
  accountSid: string,
): ArchivedRow | null {
  const { error, response, params, url } = event;
  if (error === null) return null;
  const isCall = event.resourceSid?.startsWith("CA") ?? false;
  const level = error.level.toUpperCase();
  const text: Params = [
    ["sourceComponent", isCall ? SOURCE.voice : SOURCE.messaging],
    ["ErrorCode", String(error.code)],
    ["httpResponse", String(response?.status ?? 502)],
    ["url", url],
    ["LogLevel", level],
  ];
  return row(event.at, accountSid, {
    alert_text: `Msg&${query(text)}`,
    error_code: String(error.code),
    log_level: error.level,
    request_headers: null,
    request_method: event.method,
    request_url: url,
    request_variables: query(params),
    resource_sid: event.resourceSid,
    response_body: response?.body ?? null,
    response_headers: response && query(Object.entries(response.headers)),
  });
}

/** The alert about what Twilio stopped by itself: it has no request. */
export function stopAlert(event: StopEvent, accountSid: string): ArchivedRow {
  const { code, details, resourceSid } = event;
  const text: Params = [
    ["LogLevel", "ERROR"],
    ["ErrorCode", String(code)],
    ...details,
  ];
  return row(event.at, accountSid, {
    alert_text: query(text),
    error_code: String(code),
    log_level: "error",
    request_headers: null,
    request_method: null,
    request_url: null,
    request_variables: null,
    resource_sid: resourceSid,
    response_body: null,
    response_headers: null,
  });
}

function row(
  at: Date,
  accountSid: string,
  fields: Readonly<Record<string, unknown>>,
): ArchivedRow {
  const sid = newSid("NO");
  const date = isoSeconds(at);
  return {
    sid,
    at,
    body: {
      account_sid: accountSid,
      api_version: "2010-04-01",
      date_created: date,
      date_generated: date,
      date_updated: date,
      more_info: `https://www.twilio.com/docs/errors/${String(fields["error_code"])}`,
      service_sid: null,
      ...fields,
      sid,
      url: `https://monitor.twilio.com/v1/Alerts/${sid}`,
    },
  };
}

function query(params: Params): string {
  return new URLSearchParams([...params]).toString();
}
