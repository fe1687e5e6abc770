import { isAscii, isUtf8, type Buffer } from "node:buffer";

/** A body as text, without a byte order mark; or why it cannot be read. */
export type DecodedText =
  | {
      readonly text: string;
      /** Whether it came in another charset, which the document must not claim any more. */
      readonly isTranscoded: boolean;
    }
  | { readonly cause: string };

const CHARSET = /;\s*charset\s*=\s*["']?([^"';\s]+)/i;
const DECLARED_ENCODING = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']/;

/** The names that servers use. @see https://encoding.spec.whatwg.org/#names-and-labels */
const UTF_8 = /^utf-?8$/i;
const LATIN =
  /^((x-)?cp-?1252|windows-?1252|(iso|csiso)[-_]?8859-?1(:1987)?|latin-?1|l1)$/i;

/** Windows-1252 from 0x80 to 0x9F, where ISO-8859-1 has control characters that nobody means. */
const WINDOWS_1252 =
  "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Reads UTF-8, US-ASCII, ISO-8859-1 and Windows-1252, as the type or else the XML declaration
 * says; UTF-8 where neither does. In any other charset, a body may have ASCII characters alone.
 */
export function decodeText(body: Buffer, contentType: string): DecodedText {
  const hasMark = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  const charset = hasMark ? "utf-8" : findCharset(body, contentType);
  if (isAscii(body))
    return { text: body.toString("latin1"), isTranscoded: false };
  if (charset === null || UTF_8.test(charset)) {
    return isUtf8(body)
      ? { text: body.toString("utf8", hasMark ? 3 : 0), isTranscoded: false }
      : { cause: "not UTF-8" };
  }
  return LATIN.test(charset)
    ? { text: decodeLatin(body), isTranscoded: true }
    : { cause: "a charset that is not read" };
}

function findCharset(body: Buffer, contentType: string): string | null {
  const declared = () =>
    DECLARED_ENCODING.exec(body.toString("latin1", 0, 1000));
  return (CHARSET.exec(contentType) ?? declared())?.[1] ?? null;
}

function decodeLatin(body: Buffer): string {
  return body
    .toString("latin1")
    .replace(
      /[\u0080-\u009f]/g,
      (byte) => WINDOWS_1252[byte.charCodeAt(0) - 0x80] ?? byte,
    );
}
