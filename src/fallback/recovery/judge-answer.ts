import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import { MAX_TWIML_BYTES } from "../../twilio/limits";

/** Whether an answer counts: its text, or why the attempt failed. */
export type Judgement =
  | { readonly result: "twiml"; readonly text: string }
  | { readonly result: "http-error" | "too-large" | "not-twiml" };

/** What servers call TwiML, in lower case; none at all passes too. */
const TWIML_TYPE =
  /^(|text\/(xml|html|plain)|application\/xml|[^\s/]+\/[^\s/]+\+xml)$/;
const CHARSET = /;\s*charset\s*=\s*["']?([^"';\s]+)/;
const DECLARED_ENCODING = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']/;
const UTF_8 = /^[Uu][Tt][Ff]-?8$/;

/**
 * Judges an answer by all but its XML, which `rebaseTwiml` reads.
 *
 * @param headers - With lower-case names, as Node gives them.
 * @param body - The whole body, or enough of it to be more than `MAX_TWIML_BYTES`.
 * @returns The body decoded, without a byte order mark; or why it cannot be TwiML.
 */
export function judgeAnswer(
  status: number,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Judgement {
  if (status < 200 || status > 299) return { result: "http-error" };
  if (body.length > MAX_TWIML_BYTES) return { result: "too-large" };
  const type = (headers["content-type"] ?? "").toLowerCase();
  const encoding = (headers["content-encoding"] ?? "").trim().toLowerCase();
  const isEncoded = encoding !== "" && encoding !== "identity";
  const isTwimlType = TWIML_TYPE.test((type.split(";", 1)[0] ?? "").trim());
  if (status === 204 || isEncoded || !isTwimlType || !isUtf8(body)) {
    return { result: "not-twiml" };
  }
  const text = withoutByteOrderMark(body.toString("utf8"));
  const encodings = [
    type.includes("charset") ? CHARSET.exec(type) : null,
    DECLARED_ENCODING.exec(text),
  ];
  const isReadable = encodings.every(
    (match) => match === null || UTF_8.test(match[1] ?? "") || isAscii(text),
  );
  return isReadable && text.trim() !== ""
    ? { result: "twiml", text }
    : { result: "not-twiml" };
}

const withoutByteOrderMark = (text: string): string =>
  text.startsWith("\uFEFF") ? text.slice(1) : text;

const isAscii = (text: string): boolean => /^\p{ASCII}*$/u.test(text);
