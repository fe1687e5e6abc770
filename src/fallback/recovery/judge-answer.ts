import type { Buffer } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import { MAX_TWIML_BYTES } from "../../twilio/limits";
import {
  parseNodes,
  type XmlDocument,
  type XmlFault,
} from "../../xml/parse-nodes";
import { decodeContent } from "./decode-content";
import { decodeText } from "./decode-text";

/** What an answer is to be taken for; or why the attempt failed. */
export type Judgement =
  | { readonly result: "twiml"; readonly document: XmlDocument }
  | { readonly result: "text"; readonly text: string }
  /** The message was taken, and nothing is said. */
  | { readonly result: "empty" }
  | {
      readonly result: "http-error" | "too-large" | "not-twiml";
      /** Holds nothing of the body but the name of its root. */
      readonly cause: string;
    };

/** What servers call TwiML, in lower case; none at all passes too. */
const TWIML_TYPE =
  /^(|text\/(xml|html|plain)|application\/xml|[^\s/]+\/[^\s/]+\+xml)$/;

/** The longest text that Twilio sends, or says. */
const MAX_TEXT_LENGTH = { messaging: 1600, voice: 4096 };

/**
 * Judges a whole answer.
 *
 * @param headers - With lower-case names, as Node gives them.
 * @param body - The whole body, or enough of it to be more than `MAX_TWIML_BYTES`.
 */
export function judgeAnswer(
  channel: "voice" | "messaging",
  status: number,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Judgement {
  if (status < 200 || status > 299)
    return { result: "http-error", cause: `status ${status}` };
  if (body.length > MAX_TWIML_BYTES)
    return { result: "too-large", cause: "more than 64 KiB" };
  if (status === 204) return judgeEmpty(channel);

  const content = decodeContent(body, headers["content-encoding"] ?? "");
  if ("result" in content) return content;
  const contentType = headers["content-type"] ?? "";
  const decoded = decodeText(content.body, contentType);
  if ("text" in decoded && decoded.text.trim() === "")
    return judgeEmpty(channel);

  const type = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  if (!TWIML_TYPE.test(type)) return notTwiml(describeType(type));
  if ("cause" in decoded) return notTwiml(decoded.cause);
  const { text, isTranscoded } = decoded;

  const document = parseNodes(text);
  if ("root" in document && document.root === "Response")
    return { result: "twiml", document: inUtf8(document, isTranscoded) };
  const isSaid =
    type === "text/plain" && text.length <= MAX_TEXT_LENGTH[channel];
  return isSaid ? { result: "text", text } : notTwiml(describe(document));
}

function judgeEmpty(channel: "voice" | "messaging"): Judgement {
  return channel === "messaging"
    ? { result: "empty" }
    : notTwiml("an empty body");
}

function notTwiml(cause: string): Judgement {
  return { result: "not-twiml", cause };
}

function describe(document: XmlDocument | XmlFault): string {
  if ("fault" in document) return document.fault;
  return /^[\w:.-]{1,40}$/.test(document.root)
    ? `root is ${document.root}`
    : "root is not Response";
}

function describeType(type: string): string {
  return /^[a-z0-9.+-]{1,20}\/[a-z0-9.+-]{1,40}$/.test(type)
    ? `content type ${type}`
    : "a content type that is none";
}

/** A document that came in another charset says that it is UTF-8 now. */
function inUtf8(document: XmlDocument, isTranscoded: boolean): XmlDocument {
  if (!isTranscoded) return document;
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  return { ...document, declaration };
}
