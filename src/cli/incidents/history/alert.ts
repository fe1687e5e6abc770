import type { Params } from "../../../twilio/signature";

/** A webhook that failed, as Twilio's error log keeps it. */
export interface FailedWebhook {
  /** The SID of the alert, `NO…`. */
  readonly alertSid: string;
  /** When it was generated, in Unix milliseconds; Twilio rounds it to seconds. */
  readonly at: number;
  readonly errorCode: number;
  readonly method: "GET" | "POST";
  readonly url: URL;
  /** Of the request, in its order; empty where Twilio did not keep them. */
  readonly params: Params;
  /** Of the call, the message or another resource; null where it names none. */
  readonly resourceSid: string | null;
}

/** An alert as it is listed: what a list does not hold is read by its SID. */
export interface ListedAlert {
  readonly sid: string;
  readonly at: number;
  readonly errorCode: number;
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly resourceSid: string | null;
}

/** Which alerts are wanted. Times are Unix milliseconds, both included. */
export interface AlertPeriod {
  readonly since: number;
  readonly until: number;
}
