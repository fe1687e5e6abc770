import { randomBytes } from "node:crypto";
import { failedParams, incomingParams } from "../../../emulator";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { errorCodes } from "../../../twilio/error-codes";
import type { Params } from "../../../twilio/signature";

/** A failure that did not happen, told to the service as Twilio tells of one. */
export interface Rehearsal {
  readonly channel: TwimlChannel;
  readonly method: "GET" | "POST";
  readonly errorCode: number;
  /** The URL that is said to have failed. */
  readonly errorUrl: string;
  /** Whether the backups are asked too. */
  readonly asksBackups: boolean;
  /** Of a call or a message that there is not. */
  readonly sid: string;
  readonly params: Params;
}

/** What to rehearse. */
export interface RehearsalScope {
  readonly accountSid: string;
  /** An origin that can be nobody's. */
  readonly origin: string;
  /** The URL to ask the backups for; null where they are to be left alone. */
  readonly backupUrl: string | null;
}

const HTTP_RETRIEVAL_FAILURE = 11200;

/** An origin that cannot exist (RFC 2606), new each time: nothing else is ever told of it. */
export function rehearsedOrigin(): string {
  return `https://rehearsal-${randomBytes(4).toString("hex")}.invalid`;
}

/** Makes a request a rehearsal: it alerts nobody, and counts in no incident. */
export function asRehearsal(params: Params, asksBackups = false): Params {
  return [...params, ["FallbackRehearsal", asksBackups ? "backups" : "true"]];
}

/** What is said to have failed. */
export interface FailedUrl {
  readonly errorUrl: string;
  readonly errorCode?: number;
  readonly method?: "GET" | "POST";
  readonly asksBackups?: boolean;
}

/** Makes a rehearsal of a call or a message that there is not. */
export function makeRehearsal(
  channel: TwimlChannel,
  accountSid: string,
  {
    errorUrl,
    errorCode = HTTP_RETRIEVAL_FAILURE,
    method = "POST",
    asksBackups = false,
  }: FailedUrl,
): Rehearsal {
  const params = incomingParams(channel, accountSid);
  const failed = failedParams(params, errorCode, errorUrl);
  return {
    ...{ channel, method, errorCode, errorUrl, asksBackups },
    sid: params[0]?.[1] ?? "",
    params: asRehearsal(failed, asksBackups),
  };
}

/** Every error code of a channel with POST, one with GET, and, where wanted, one with backups. */
export function planRehearsals(
  channel: TwimlChannel,
  { accountSid, origin, backupUrl }: RehearsalScope,
): Rehearsal[] {
  const errorUrl = `${origin}/${channel}`;
  const make = (failed: FailedUrl) =>
    makeRehearsal(channel, accountSid, failed);
  return [
    ...errorCodes().map((errorCode) => make({ errorUrl, errorCode })),
    make({ errorUrl, method: "GET" }),
    ...(backupUrl === null
      ? []
      : [make({ errorUrl: backupUrl, asksBackups: true })]),
  ];
}
