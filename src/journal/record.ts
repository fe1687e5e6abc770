import { CONTROL_CHARACTERS } from "../text/control-characters";
import type { Clock } from "../resilience/clock";
import type { Settings } from "../settings/settings";
import { maskParty } from "./mask-party";

/** What a request was about. `unknown` is answered as voice. */
export type Channel = "voice" | "messaging" | "unknown";

/** What Twilio said about a failed webhook, as it said it: nothing is masked or cut yet. */
export interface Failure {
  readonly channel: Channel;
  /** Twilio's error code, up to six digits. */
  readonly errorCode: number | null;
  /** The http(s) URL that failed, whole; null where none came, or one of no use. */
  readonly errorUrl: URL | null;
  /** The SID of the call or the message. */
  readonly sid: string | null;
  readonly accountSid: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Twilio's `Direction`, as `inbound` or `outbound-api`. */
  readonly direction: string | null;
  /** Whether this is a rehearsal: journaled as such, alerting nobody. */
  readonly rehearsal: boolean;
}

/** How an attempt to have a request answered elsewhere ended. */
export type AttemptResult =
  | "twiml"
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
}

/** How a failure ended for the caller; `reported` is one that Twilio's Debugger told us of. */
export type Outcome =
  | {
      readonly outcome: "recovered";
      /** The origin of the candidate that answered. */
      readonly recoveredBy: string;
      readonly attempts: readonly Attempt[];
    }
  | { readonly outcome: "apologized"; readonly attempts: readonly Attempt[] }
  | { readonly outcome: "reported" };

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
  readonly outcome: Outcome["outcome"];
  readonly recoveredBy: string | null;
  readonly attempts: readonly Attempt[];
  /** From the start of the invocation to the write, in whole milliseconds. */
  readonly ms: number;
  readonly rehearsal?: true;
}

const MAX_TEXT_LENGTH = 512;
const MAX_URL_LENGTH = 2048;
const MAX_ATTEMPTS = 10;

/** What a record may show of people. */
export interface Privacy {
  readonly pii: Settings["pii"];
}

/** For a service whose settings cannot be read. */
export const STRICT_PRIVACY: Privacy = { pii: "masked" };

/** What the settings say of it. */
export function privacyOf({ pii }: Pick<Settings, "pii">): Privacy {
  return { pii };
}

/** Makes the record of a failure: masked, cut, and free of what could be a secret. */
export function journalRecord(
  failure: Failure,
  outcome: Outcome,
  clock: Clock,
  { pii }: Privacy,
): JournalRecord {
  const other = failure.direction?.startsWith("outbound") ? "to" : "from";
  const party = (side: "from" | "to"): string | null =>
    cut(
      side === other && pii === "masked" && failure[side] !== null
        ? maskParty(failure[side])
        : failure[side],
    );
  return {
    v: 1,
    at: new Date(clock.startedAt).toISOString(),
    source: outcome.outcome === "reported" ? "debugger" : "fallback",
    channel: failure.channel,
    errorCode: failure.errorCode,
    errorUrl: withoutSecrets(failure.errorUrl),
    sid: cut(failure.sid),
    accountSid: cut(failure.accountSid),
    from: party("from"),
    to: party("to"),
    outcome: outcome.outcome,
    recoveredBy:
      outcome.outcome === "recovered" ? cut(outcome.recoveredBy) : null,
    attempts:
      outcome.outcome === "reported" ? [] : cutAttempts(outcome.attempts),
    ms: Math.round(clock.elapsedMs()),
    ...(failure.rehearsal && { rehearsal: true }),
  };
}

function cutAttempts(attempts: readonly Attempt[]): Attempt[] {
  return attempts.slice(0, MAX_ATTEMPTS).map((attempt) => ({
    ...attempt,
    origin: attempt.origin.slice(0, MAX_TEXT_LENGTH),
  }));
}

/**
 * Scheme, host and path of a URL; null for a host that no name server knows: cut, it could be no
 * host at all.
 */
function withoutSecrets(url: URL | null): string | null {
  return url && url.origin.length <= MAX_URL_LENGTH
    ? (url.origin + url.pathname).slice(0, MAX_URL_LENGTH)
    : null;
}

/**
 * Text as a record holds it: at most 512 UTF-16 units, no half of a surrogate pair and no control
 * character (each would be six bytes of JSON, and four such texts could outgrow Sync's 16 KiB).
 */
function cut(text: string | null): string | null {
  return (
    text
      ?.slice(0, MAX_TEXT_LENGTH)
      .replace(/[\uD800-\uDBFF]$/, "")
      .toWellFormed()
      .replace(CONTROL_CHARACTERS, "\uFFFD") ?? null
  );
}
