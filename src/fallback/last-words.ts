import type { FallbackRequest } from "../invocation/failed-request";
import { chooseWords } from "./words";

/** What is answered where no backup is. */
export interface LastWords {
  /** `silent` where words would do harm, or nobody is there to hear them. */
  readonly outcome: "silent" | "apologized";
  readonly twiml: string;
  /** Whether a backup may be asked before: not of a message that the primary has taken. */
  readonly mayRecover: boolean;
  /** Whether the same person gets them once an hour at most, and silence in between. */
  readonly isOnceAnHour: boolean;
}

/** Ends a call, goes on with one that is being connected, and answers a message with nothing. */
export const SILENCE = "<Response/>";
const HANG_UP = "<Response><Hangup/></Response>";
const WAIT_ON = '<Response><Pause length="30"/></Response>';

/** A call that is over. @see https://www.twilio.com/docs/voice/api/call-resource */
const OVER = new Set(["completed", "busy", "failed", "no-answer", "canceled"]);
const TALKED = new Set(["completed", "answered"]);
/** The primary took the message: an empty answer, and one of a type that is not TwiML. */
const TAKEN = new Set([11770, 12300]);
const SHORT_CODE = /^\d{3,8}$/;
/** Whoever is reached by an id behind a scheme, as `messenger:…`, is a person. */
const ADDRESS = /^[a-z][\w.+-]*:./i;

/** Who is there, and so what is right to say. The first rule that fits. */
export function lastWords(request: FallbackRequest): LastWords {
  const { failure } = request;
  const isMessage = failure.channel === "messaging";
  const param = paramsByName(request);

  if (isCallback(param)) return silent();
  if (OVER.has(param("CallStatus"))) return silent();
  const isWhisper =
    failure.direction === "outbound-dial" && param("ParentCallSid") !== "";
  if (isWhisper) return silent();
  if (!isMessage && TALKED.has(param("DialCallStatus"))) return silent(HANG_UP);
  const isQueued = param("QueuePosition") !== "" && param("QueueResult") === "";
  if (!isMessage && isQueued) return silent(WAIT_ON);
  if (param("OptOutType") !== "") return silent();
  if (isMessage && TAKEN.has(failure.errorCode ?? 0))
    return { ...silent(), mayRecover: false };
  if (isMessage && isMachine(failure.from)) return silent();
  return {
    outcome: "apologized",
    twiml: chooseWords(failure),
    mayRecover: true,
    isOnceAnHour: isMessage && !failure.rehearsal,
  };
}

function silent(twiml = SILENCE): LastWords {
  return { outcome: "silent", twiml, mayRecover: true, isOnceAnHour: false };
}

type Param = (name: string) => string;

/** The first value of a name that is not empty; "" where there is none. */
function paramsByName({ params }: FallbackRequest): Param {
  return (name) =>
    params.find(([key, value]) => key === name && value !== "")?.[1] ?? "";
}

/** Whether this tells of something that has happened, and nobody waits for the answer. */
function isCallback(param: Param): boolean {
  const isSent = ["MessageStatus", "SmsStatus"].some(
    (name) => !["", "received"].includes(param(name)),
  );
  const isEvent = [
    "RecordingStatus",
    "TranscriptionStatus",
    "StatusCallbackEvent",
  ].some((name) => param(name) !== "");
  const isConversation =
    param("ConversationSid") !== "" &&
    ["CallSid", "MessageSid", "SmsSid", "SmsMessageSid"].every(
      (name) => param(name) === "",
    );
  return isSent || isEvent || isConversation;
}

/** Whether the sender of a message is a short code, a name, or none at all. */
function isMachine(from: string | null): boolean {
  const sender = from?.trim() ?? "";
  if (sender === "" || SHORT_CODE.test(sender)) return true;
  return !ADDRESS.test(sender) && /\p{L}/u.test(sender);
}
