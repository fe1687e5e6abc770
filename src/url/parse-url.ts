/** A text has to be longer to have a huge host. */
const MAX_HOST_LENGTH = 2048;

/**
 * A text with more than 2,048 characters where its host stands. DNS takes 253, and the time that
 * parsing one in letters beyond ASCII takes grows with the square of its length: a URL of 64 KiB
 * would hold a reply up for seconds.
 */
const HAS_HUGE_HOST = /^(?:[^/\\?#]*:[/\\\s]*|[/\\]{2,})[^/\\?#]{2049}/;

/**
 * The URL that a text from outside is, resolved against `from` where one is given; null where it
 * is none. Linear in the text's length.
 */
export function parseUrl(text: string, from?: string): URL | null {
  const isHuge = text.length > MAX_HOST_LENGTH && HAS_HUGE_HOST.test(text);
  return !isHuge && URL.canParse(text, from) ? new URL(text, from) : null;
}

/** The absolute http or https URL that a text from outside is; null where it is none. */
export function parseWebUrl(text: string | null): URL | null {
  const url = text === null ? null : parseUrl(text);
  return url?.protocol === "https:" || url?.protocol === "http:" ? url : null;
}
