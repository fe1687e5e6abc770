/**
 * What of ASCII takes two septets in GSM-7. A backtick has no place there at all, nor has most of
 * what is beyond ASCII.
 *
 * @see https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
 */
const EXTENDED = /[[\]{}\\^|~]/g;
const NOT_GSM = /[^ -_a-~]/gu;

/** A text with a question mark for whatever GSM-7 has not. */
export function toGsm(text: string): string {
  return text.replace(NOT_GSM, "?");
}

/** How long a text is in GSM-7. */
export function septets(text: string): number {
  return text.length + (text.match(EXTENDED)?.length ?? 0);
}

/** As much of a text as there is room for, in septets, and dots where something is missing. */
export function cutToSeptets(text: string, room: number): string {
  if (septets(text) <= room) return text;
  let length = 0;
  let taken = 0;
  for (const char of text) {
    taken += septets(char);
    if (taken > room - "...".length) break;
    length += char.length;
  }
  return length === 0 ? "" : `${text.slice(0, length)}...`;
}
