import type { Buffer } from "node:buffer";
import { MAX_TWIML_BYTES } from "../../twilio/limits";

/** A body without its content codings, or why it cannot be had. */
export type DecodedContent =
  | { readonly body: Buffer }
  | { readonly result: "too-large" | "not-twiml"; readonly cause: string };

/** @see https://www.iana.org/assignments/http-parameters */
const CODING =
  /^(x-)?(gzip|compress)$|^(deflate|br|zstd|dcb|dcz|exi|aes128gcm|pack200-gzip)$/;

/** More than anyone needs: each takes its time. */
const MAX_CODINGS = 3;

/**
 * Undoes gzip, deflate and br, which a server may use although it was asked not to; 64 KiB at
 * most come out. A name that is no coding (`utf-8`, `none`) is passed over.
 *
 * @param contentEncoding - The header, "" where there is none.
 */
export function decodeContent(
  body: Buffer,
  contentEncoding: string,
): DecodedContent {
  if (contentEncoding === "" || body.length === 0) return { body };
  const codings = contentEncoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => CODING.test(name))
    .toReversed();
  if (codings.length > MAX_CODINGS)
    return { result: "not-twiml", cause: "too many content codings" };
  let decoded = body;
  for (const coding of codings) {
    try {
      const next = decode(decoded, coding);
      if (next === null)
        return { result: "not-twiml", cause: `content coding ${coding}` };
      decoded = next;
    } catch (error) {
      return isTooLarge(error)
        ? { result: "too-large", cause: "more than 64 KiB when decoded" }
        : { result: "not-twiml", cause: `broken ${coding}` };
    }
  }
  return { body: decoded };
}

/** Throws where the bytes are not what they should be. */
function decode(body: Buffer, coding: string): Buffer | null {
  // Loaded when it is first needed: it costs a part of a cold start.
  const zlib = process.getBuiltinModule("node:zlib");
  const limit = { maxOutputLength: MAX_TWIML_BYTES };
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return zlib.gunzipSync(body, limit);
    case "br":
      return zlib.brotliDecompressSync(body, limit);
    case "deflate":
      // Some servers leave the zlib header out, whose first half byte is 8.
      return ((body[0] ?? 0) & 0x0f) === 8
        ? zlib.inflateSync(body, limit)
        : zlib.inflateRawSync(body, limit);
    default:
      return null;
  }
}

function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
}
