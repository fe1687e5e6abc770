import type { Channel, Failure } from "../journal/record";
import type { Params } from "../twilio/signature";

/** A request of Twilio's for the Fallback URL. */
export interface FallbackRequest {
  /** What the journal and the alerts want to know. */
  readonly failure: Failure;
  /** Every parameter of the request as it came, `ErrorCode` and `ErrorUrl` among them. */
  readonly params: Params;
}

/** Marks a rehearsal by its presence, be it empty. */
const REHEARSAL_PARAM = "FallbackRehearsal";

/**
 * Reads a Function's `event`, which merges query and body and adds `request`. A parameter is
 * text, or a list of texts where its name was repeated; of what is neither (a nested object that
 * only a JSON body or a bracketed name can bring), nothing is taken. Never throws.
 */
export function readRequest(event: unknown): FallbackRequest {
  const params = readParams(event);
  const names = new Set(params.map(([name]) => name));
  /** The first value that is not empty, of the first name that has one. */
  const first = (...wanted: string[]): string | null => {
    for (const name of wanted) {
      const found = params.find(([key, value]) => key === name && value !== "");
      if (found) return found[1];
    }
    return null;
  };

  const callSid = first("CallSid");
  const messageSid = first("MessageSid", "SmsSid", "SmsMessageSid");
  const errorCode = first("ErrorCode");
  return {
    params,
    failure: {
      channel: channelOf(callSid, messageSid),
      errorCode: /^\d{1,6}$/.test(errorCode ?? "") ? Number(errorCode) : null,
      errorUrl: first("ErrorUrl"),
      sid: callSid ?? messageSid,
      accountSid: first("AccountSid"),
      from: first("From"),
      to: first("To"),
      direction: first("Direction"),
      rehearsal: names.has(REHEARSAL_PARAM),
    },
  };
}

function channelOf(callSid: string | null, messageSid: string | null): Channel {
  if (callSid !== null) return "voice";
  return messageSid !== null ? "messaging" : "unknown";
}

function readParams(event: unknown): Params {
  if (typeof event !== "object" || event === null) return [];
  return Object.entries(event).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
      typeof one === "string" || typeof one === "number"
        ? [[name, String(one)] as [string, string]]
        : [],
    ),
  );
}
