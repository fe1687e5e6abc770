import type { Params } from "../../twilio/signature";

/** What happens on the caller's side, as the REST side shows it later. */
export type CallerEvent = WebhookEvent | CallEvent | RecordingEvent | StopEvent;

/** A webhook that was requested, and what came of it. */
export interface WebhookEvent {
  readonly kind: "webhook";
  readonly at: Date;
  readonly ms: number;
  /** The call's or the message's; null where the parameters name none. */
  readonly resourceSid: string | null;
  /** Without fragment. */
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly params: Params;
  /** Null where none came. */
  readonly response: WebhookResponse | null;
  /** Null where all was well. */
  readonly error: WebhookError | null;
}

/** An answer as it came. */
export interface WebhookResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Twilio's error, or its warning, about a webhook. */
export interface WebhookError {
  readonly code: number;
  readonly detail: string;
  readonly level: "error" | "warning";
}

/** A call that was asked for, that began, or that is over. */
export interface CallEvent {
  readonly kind: "call";
  readonly at: Date;
  readonly sid: string;
  readonly params: Params;
  readonly status: "queued" | "in-progress" | "completed";
}

/** A recording that was made of a call. */
export interface RecordingEvent {
  readonly kind: "recording";
  readonly at: Date;
  readonly sid: string;
  readonly callSid: string;
  readonly seconds: number;
}

/** A conversation that Twilio stopped by itself, without a request. */
export interface StopEvent {
  readonly kind: "stop";
  readonly at: Date;
  readonly resourceSid: string | null;
  readonly code: number;
  /** What the alert says beside the code. */
  readonly details: Params;
}

/** The SID of the call or the message that a request is about; null where there is none. */
export function resourceIn(params: Params): string | null {
  const sid = (wanted: string) =>
    params.find(([name]) => name === wanted)?.[1] ?? "";
  return sid("CallSid") || sid("MessageSid") || sid("SmsSid") || null;
}
