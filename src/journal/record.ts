import { CONTROL_CHARACTERS } from "../text/control-characters";
import type { Clock } from "../resilience/clock";
import { cutAt, fitRecord } from "./fit-record";
import { maskParty } from "./mask-party";
import type { Side } from "./our-side";
import { personId, type Privacy } from "./privacy";

/** What a request was about. `unknown` is answered as voice. */
export type Channel = "voice" | "messaging" | "unknown";

/** What Twilio said about a failed webhook, as it said it: nothing is masked or cut yet. */
export interface Failure {
  readonly channel: Channel;
  /** Twilio's error code, up to six digits. */
  readonly errorCode: number | null;
  /** The http(s) URL that failed, whole; null where none came, or one of no use. */
  readonly errorUrl: URL | null;
  /** What failed where Twilio names no URL, as whoever set the fallback calls it. */
  readonly subject: string | null;
  /** The origin of the incident that this belongs to; null where nothing names one. */
  readonly origin: string | null;
  /** The SID of the call or the message. */
  readonly sid: string | null;
  readonly accountSid: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Twilio's `Direction`, as `inbound` or `outbound-api`. */
  readonly direction: string | null;
  /** The side whose number is surely ours, so that it may be shown; null where neither is. */
  readonly ours: Side | null;
  /** The number of the person, on whichever side. */
  readonly person: string | null;
  /** Whether this is a rehearsal: journaled as such, alerting nobody. */
  readonly rehearsal: boolean;
}

/** How an attempt to have a request answered elsewhere ended. */
export type AttemptResult =
  | "twiml"
  | "text"
  | "empty"
  | "unreachable"
  | "timeout"
  | "http-error"
  | "too-large"
  | "too-many-redirects"
  | "not-twiml";

/** One attempt to have a request answered elsewhere. */
export interface Attempt {
  /** Scheme, host and port of the candidate, without its userinfo. */
  readonly origin: string;
  readonly result: AttemptResult;
  /** That of the last status line that came; null where none did. */
  readonly status: number | null;
  /** In whole milliseconds. */
  readonly ms: number;
  /** Why it failed, as `ECONNREFUSED`: at most 80 characters of ASCII; absent where it did not. */
  readonly cause?: string;
}

/** How a failure ended for the person: `silent` is an answer without words where nobody needs them,
 * `reported` one that Twilio's Debugger told us of. */
export type Outcome =
  | {
      readonly outcome: "recovered";
      /** The origin of the candidate that answered. */
      readonly recoveredBy: string;
      readonly attempts: readonly Attempt[];
    }
  | {
      readonly outcome: "apologized" | "silent";
      readonly attempts: readonly Attempt[];
    }
  | {
      readonly outcome: "reported";
      /** Of an event that is no error. */
      readonly level?: "WARNING" | undefined;
    };

/** One failure in the journal: an item of a Sync List, and a line of the Function's log. */
export interface JournalRecord {
  readonly v: 1;
  /** When the invocation began, in ISO 8601. */
  readonly at: string;
  readonly source: "fallback" | "debugger";
  readonly channel: Channel;
  readonly errorCode: number | null;
  /** Without userinfo, query and fragment: they can hold secrets. */
  readonly errorUrl: string | null;
  readonly sid: string | null;
  readonly accountSid: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Who was concerned, in 16 hexadecimal digits that name nobody; see `personId`. */
  readonly person: string | null;
  readonly outcome: Outcome["outcome"];
  readonly recoveredBy: string | null;
  readonly attempts: readonly Attempt[];
  /** From the start of the invocation to the write, in whole milliseconds. */
  readonly ms: number;
  readonly rehearsal?: true;
  /** Of the Debugger's event that is no error. */
  readonly level?: "WARNING";
  /** What failed where there is no URL. */
  readonly subject?: string;
}

const MAX_TEXT_LENGTH = 512;
const MAX_URL_LENGTH = 2048;
const MAX_ATTEMPTS = 10;
const MAX_CAUSE_LENGTH = 80;

/** Makes the record of a failure: masked, cut, and free of what could be a secret. */
export function journalRecord(
  failure: Failure,
  outcome: Outcome,
  clock: Clock,
  privacy: Privacy,
): JournalRecord {
  const party = (side: Side): string | null => {
    const isShown = privacy.pii === "full" || failure.ours === side;
    const text = failure[side];
    return cut(isShown || text === null ? text : maskParty(text));
  };
  const isReport = outcome.outcome === "reported";
  const subject = cut(failure.subject);
  return fitRecord({
    v: 1,
    at: new Date(clock.startedAt).toISOString(),
    source: isReport ? "debugger" : "fallback",
    channel: failure.channel,
    errorCode: failure.errorCode,
    errorUrl: withoutSecrets(failure.errorUrl),
    sid: cut(failure.sid),
    accountSid: cut(failure.accountSid),
    from: party("from"),
    to: party("to"),
    person: personId(failure.person, privacy),
    outcome: outcome.outcome,
    recoveredBy:
      outcome.outcome === "recovered" ? cut(outcome.recoveredBy) : null,
    attempts: isReport ? [] : cutAttempts(outcome.attempts),
    ms: Math.round(clock.elapsedMs()),
    ...(failure.rehearsal && { rehearsal: true }),
    ...(isReport && outcome.level && { level: outcome.level }),
    ...(subject !== null && { subject }),
  });
}

function cutAttempts(attempts: readonly Attempt[]): Attempt[] {
  return attempts.slice(0, MAX_ATTEMPTS).map(({ cause, ...attempt }) => ({
    ...attempt,
    origin: attempt.origin.slice(0, MAX_TEXT_LENGTH),
    ...(cause !== undefined && { cause: cause.slice(0, MAX_CAUSE_LENGTH) }),
  }));
}

/** Scheme, host and path of a URL whose host can be one. */
function withoutSecrets(url: URL | null): string | null {
  const origin = urlOrigin(url);
  return url && origin && cutAt(origin + url.pathname, MAX_URL_LENGTH);
}

/** The origin of a URL; null for a host that no name server knows: cut, it could be no host at all. */
export function urlOrigin(url: URL | null): string | null {
  return url && url.origin.length <= MAX_TEXT_LENGTH ? url.origin : null;
}

/**
 * Text as a record holds it: at most 512 UTF-16 units, no half of a surrogate pair and no control
 * character (each would be six bytes of JSON).
 */
function cut(text: string | null): string | null {
  if (text === null) return null;
  return cutAt(text, MAX_TEXT_LENGTH)
    .toWellFormed()
    .replace(CONTROL_CHARACTERS, "\uFFFD");
}
