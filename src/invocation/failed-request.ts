import { ourSide, personSide } from "../journal/our-side";
import { urlOrigin, type Channel, type Failure } from "../journal/record";
import type { Params } from "../twilio/signature";
import { parseWebUrl } from "../url/parse-url";

/** A request of Twilio's for the Fallback URL. */
export interface FallbackRequest {
  /** What the journal and the alerts want to know. */
  readonly failure: Failure;
  /** Every parameter of the request as it came, `ErrorCode` and `ErrorUrl` among them. */
  readonly params: Params;
  /** Twilio's token for all tries of one webhook; null where the platform hides it. */
  readonly idempotencyToken: string | null;
  /** Whether backups, or the failed URL, may be asked: a rehearsal says so or they are not. */
  readonly mayAskOthers: boolean;
}

/** Says what failed, where Twilio sends no `ErrorUrl`: `numbers attach` writes it. */
const SUBJECT_PARAM = "FallbackFor";
/** Marks a rehearsal by its presence, be it empty. */
const REHEARSAL_PARAM = "FallbackRehearsal";
/** Its value in a rehearsal that asks backups too. */
const REHEARSAL_WITH_BACKUPS = "backups";

/**
 * Reads a Function's `event`, which merges query and body and adds `request`. A parameter is
 * text, or a list of texts where its name was repeated; of what is neither (a nested object that
 * only a JSON body or a bracketed name can bring), nothing is taken. Half a surrogate pair, which no
 * form can carry on, is U+FFFD from here: what is signed is what goes out. Never throws.
 */
export function readRequest(event: unknown): FallbackRequest {
  const params = readParams(event);
  const rehearsal = params.find(([name]) => name === REHEARSAL_PARAM);
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
  const errorUrl = parseWebUrl(first("ErrorUrl"));
  const subject = first(SUBJECT_PARAM);
  const from = first("From");
  const to = first("To");
  const direction = first("Direction");
  const channel = channelOf(callSid, messageSid);
  const passage = {
    isMessage: channel === "messaging",
    from,
    direction,
    parentCallSid: first("ParentCallSid"),
    messageStatus: first("MessageStatus"),
    smsStatus: first("SmsStatus"),
  };
  return {
    params,
    idempotencyToken: readIdempotencyToken(event),
    mayAskOthers:
      rehearsal === undefined || rehearsal[1] === REHEARSAL_WITH_BACKUPS,
    failure: {
      channel,
      errorCode: /^\d{1,6}$/.test(errorCode ?? "") ? Number(errorCode) : null,
      errorUrl,
      subject,
      origin: subject ?? urlOrigin(errorUrl),
      sid: callSid ?? messageSid,
      accountSid: first("AccountSid"),
      from,
      to,
      direction,
      ours: ourSide(passage),
      person: personSide(passage) === "from" ? from : to,
      rehearsal: rehearsal !== undefined,
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
    (Array.isArray(value) ? value : [value]).flatMap((one: unknown): Params =>
      typeof one === "string" || typeof one === "number"
        ? [[name.toWellFormed(), String(one).toWellFormed()]]
        : [],
    ),
  );
}

/** Header names are in lower case; a value that HTTP could not carry on is none. */
function readIdempotencyToken(event: unknown): string | null {
  const { request } = (event ?? {}) as {
    request?: { headers?: Record<string, unknown> | null } | null;
  };
  const token = request?.headers?.["i-twilio-idempotency-token"];
  return typeof token === "string" && /^[!-~]{1,256}$/.test(token)
    ? token
    : null;
}
