import type {
  CallEvent,
  RecordingEvent,
  WebhookEvent,
} from "../../caller/events";
import { notFound, type ApiProduct, type ApiRequest } from "../api";
import { archive, type Archive, type ArchivedRow } from "../archive/archive";
import { isAsked, listPage, pages2010 } from "../archive/list-page";
import { routes } from "../routes";
import {
  answeredFields,
  callEventBody,
  callRow,
  endedFields,
  recordingRow,
} from "./call";
import { readCall, type PlacedCall } from "./place-call";

/** Calls with their webhooks, and Recordings, in memory. */
export interface CallsEmulator {
  readonly handle: ApiProduct;
  readonly calls: Archive;
  readonly recordings: Archive;
  noteCall(event: CallEvent): void;
  noteWebhook(event: WebhookEvent): void;
  noteRecording(event: RecordingEvent): void;
}

/** What the Calls need to know of their surroundings. */
export interface CallsOptions {
  readonly lagMs?: number | undefined;
  /** Has a call answered that somebody asked for; without it, nobody can. */
  readonly place?: (call: PlacedCall) => void;
}

/** The Calls and Recordings of one account. */
export function emulateCalls(
  accountSid: string,
  { lagMs, place }: CallsOptions = {},
): CallsEmulator {
  const calls = archive(lagMs);
  const recordings = archive(lagMs);
  const events = new Map<string, ArchivedRow[]>();
  const account = `/2010-04-01/Accounts/${accountSid}`;

  const listRecordings = (request: ApiRequest, callSid: string | null) =>
    listPage(
      recordings.listed().filter(({ at, body }) => {
        const isOfCall = callSid === null || body["call_sid"] === callSid;
        return isOfCall && isAsked(request, "DateCreated", at);
      }),
      request,
      pages2010("recordings"),
    );
  const read = (kept: Archive, { path }: ApiRequest, sid: string) => {
    const row = kept.get(sid);
    return row ? { status: 200, body: row.body } : notFound(path);
  };

  return {
    calls,
    recordings,
    noteCall: (event) => {
      const begun = calls.get(event.sid);
      if (begun === undefined) calls.add(callRow(event, accountSid));
      else if (event.status === "completed")
        calls.update(event.sid, endedFields(event, begun));
      else calls.update(event.sid, answeredFields(event));
    },
    noteWebhook: (event) => {
      const { resourceSid: sid, at } = event;
      if (sid === null) return;
      const row = {
        sid: `${sid}-${at.getTime()}`,
        at,
        body: callEventBody(event),
      };
      events.set(sid, [...(events.get(sid) ?? []), row]);
    },
    noteRecording: (event) => {
      recordings.add(recordingRow(event, accountSid));
    },
    handle: routes({
      [`POST ${account}/Calls`]: ({ form }) => {
        const call = readCall(form, accountSid);
        if ("status" in call) return call;
        const { sid, incoming } = call;
        const at = new Date();
        const { params } = incoming;
        const asked = { kind: "call", at, sid, params } as const;
        calls.add(callRow({ ...asked, status: "queued" }, accountSid));
        place?.(call);
        return { status: 201, body: calls.get(sid)?.body };
      },
      [`GET ${account}/Calls`]: (request) =>
        listPage(
          calls.listed().filter((row) => isAskedFor(row, request)),
          request,
          pages2010("calls"),
        ),
      [`GET ${account}/Calls/:sid`]: (request, { sid = "" }) =>
        read(calls, request, sid),
      [`GET ${account}/Calls/:sid/Events`]: (request, { sid = "" }) =>
        calls.get(sid)
          ? listPage(events.get(sid) ?? [], request, pages2010("events"))
          : notFound(request.path),
      [`GET ${account}/Calls/:sid/Recordings`]: (request, { sid = "" }) =>
        listRecordings(request, sid),
      [`GET ${account}/Recordings`]: (request) =>
        listRecordings(request, request.query.get("CallSid")),
      [`GET ${account}/Recordings/:sid`]: (request, { sid = "" }) =>
        read(recordings, request, sid),
    }),
  };
}

/** Whether a list of calls was asked for one of these numbers, this status and this time. */
function isAskedFor({ at, body }: ArchivedRow, request: ApiRequest): boolean {
  const isSame = (parameter: string, field: string) => {
    const wanted = request.query.get(parameter);
    return wanted === null || body[field] === wanted;
  };
  return (
    isSame("From", "from") &&
    isSame("To", "to") &&
    isSame("Status", "status") &&
    isSame("ParentCallSid", "parent_call_sid") &&
    isAsked(request, "StartTime", at)
  );
}
