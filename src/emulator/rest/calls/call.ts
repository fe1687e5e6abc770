import type {
  CallEvent,
  RecordingEvent,
  WebhookEvent,
} from "../../caller/events";
import { paramOf } from "../../caller/webhook-client";
import type { ArchivedRow } from "../archive/archive";
import { rfc2822 } from "../archive/dates";

/** A call that has begun, as the API shows it. */
export function callRow(
  { sid, at, params, status }: CallEvent,
  accountSid: string,
): ArchivedRow {
  const date = rfc2822(at);
  const parent = paramOf(params, "ParentCallSid");
  const forwarded = paramOf(params, "ForwardedFrom");
  const uri = `/2010-04-01/Accounts/${accountSid}/Calls/${sid}.json`;
  return {
    sid,
    at,
    body: {
      account_sid: accountSid,
      answered_by: null,
      api_version: "2010-04-01",
      caller_name: null,
      date_created: date,
      date_updated: date,
      direction: paramOf(params, "Direction"),
      duration: null,
      end_time: null,
      forwarded_from: forwarded || null,
      from: paramOf(params, "From"),
      parent_call_sid: parent || null,
      price: null,
      sid,
      start_time: status === "queued" ? null : date,
      status,
      to: paramOf(params, "To"),
      uri,
      subresource_uris: {
        events: uri.replace(/\.json$/, "/Events.json"),
        recordings: uri.replace(/\.json$/, "/Recordings.json"),
      },
    },
  };
}

/** What changes of a call that was asked for once it is answered. */
export function answeredFields({ at }: CallEvent): Record<string, unknown> {
  return { status: "in-progress", start_time: rfc2822(at) };
}

/** What changes of a call when it is over. */
export function endedFields(
  { at }: CallEvent,
  { at: startedAt }: ArchivedRow,
): Record<string, unknown> {
  const ms = at.getTime() - startedAt.getTime();
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return {
    status: "completed",
    duration: String(seconds),
    end_time: rfc2822(at),
    date_updated: rfc2822(at),
  };
}

/** One webhook of a call. @see https://www.twilio.com/docs/voice/api/call-event-resource */
export function callEventBody(event: WebhookEvent): Record<string, unknown> {
  const { method, url, params, response, ms, at } = event;
  return {
    request: { method, url, parameters: Object.fromEntries(params) },
    response: {
      content_type: response?.headers["content-type"] ?? null,
      date_created: rfc2822(at),
      request_duration: ms,
      response_body: response?.body ?? null,
      response_code: response?.status ?? null,
    },
  };
}

/** A recording. @see https://www.twilio.com/docs/voice/api/recording */
export function recordingRow(
  { sid, at, callSid, seconds }: RecordingEvent,
  accountSid: string,
): ArchivedRow {
  const date = rfc2822(at);
  const uri = `/2010-04-01/Accounts/${accountSid}/Recordings/${sid}.json`;
  return {
    sid,
    at,
    body: {
      account_sid: accountSid,
      api_version: "2010-04-01",
      call_sid: callSid,
      channels: 1,
      date_created: date,
      date_updated: date,
      duration: String(seconds),
      error_code: null,
      media_url: `https://api.twilio.com${uri.replace(/\.json$/, "")}`,
      price: null,
      sid,
      source: "RecordVerb",
      start_time: date,
      status: "completed",
      uri,
    },
  };
}
