import documents from "error-documents";
import type { Failure } from "../journal/record";

/**
 * The error documents of a service: of each channel the text by the digits that numbers of ours
 * begin with, "" for every other number.
 */
export type ErrorDocuments = Readonly<
  Record<"voice" | "messaging", Readonly<Record<string, string>>>
>;

/** For a deployed file whose documents were lost: any word is better than Twilio's own. */
const BUILT_IN = {
  voice:
    '<?xml version="1.0" encoding="UTF-8"?><Response><Say>We are sorry. We cannot take your call right now. Please call again in a few minutes.</Say></Response>',
  messaging:
    '<?xml version="1.0" encoding="UTF-8"?><Response><Message>We are sorry. We cannot read your message right now. Please write again in a few minutes.</Message></Response>',
};

/** An empty `<Response/>` is a choice too. */
const IS_DOCUMENT = /<\/Response\s*>|<Response\s*\/>/;

/**
 * The error TwiML for a request: the very asset that is also served as a static document, of the
 * request's channel and of the number of ours that it came to. The build refuses an asset that is
 * not valid.
 */
export function chooseWords(
  failure: Pick<Failure, "channel" | "from" | "to" | "direction">,
  all: ErrorDocuments = documents,
): string {
  const channel = failure.channel === "messaging" ? "messaging" : "voice";
  const ofChannel = all[channel];
  const text = ofChannel[longestPrefix(ourDigits(failure), ofChannel)] ?? "";
  return IS_DOCUMENT.test(text) ? text : BUILT_IN[channel];
}

/** Our number's digits, without `whatsapp:` and the like; "" where it is no number. */
function ourDigits({
  from,
  to,
  direction,
}: Pick<Failure, "from" | "to" | "direction">): string {
  const ours = direction?.startsWith("outbound") ? from : to;
  return /^(?:[a-z]+:)?\+(\d{1,15})$/.exec(ours ?? "")?.[1] ?? "";
}

/** The longest key that the digits begin with. */
function longestPrefix(
  digits: string,
  texts: Readonly<Record<string, string>>,
): string {
  for (let length = digits.length; length > 0; length -= 1) {
    const prefix = digits.slice(0, length);
    if (Object.hasOwn(texts, prefix)) return prefix;
  }
  return "";
}
