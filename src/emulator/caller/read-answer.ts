import type { TwimlChannel } from "../../twilio/check-twiml";
import { MAX_TWIML_BYTES } from "../../twilio/limits";
import { verbsOf } from "../../twilio/twiml/schema";
import { parseXml, type XmlElement } from "../../xml/parse-tree";
import { elements } from "./elements";
import type { WebhookAnswer } from "./request-webhook";

/** A document that can be executed. */
export interface TwimlDocument {
  readonly text: string;
  readonly root: XmlElement;
  /** What its relative URLs are resolved against. */
  readonly url: string;
}

/**
 * What Twilio makes of an answer: TwiML, something else that it can use, or an error code.
 * `nothing` takes a message and says nothing to it.
 *
 * @see https://www.twilio.com/docs/voice/twiml#twilio-understands-mime-types
 */
export type ReadAnswer =
  | (TwimlDocument & {
      readonly kind: "twiml";
      /** What Twilio notes in its error log and passes over. */
      readonly warnings: readonly AnswerFault[];
    })
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "audio" }
  | { readonly kind: "nothing" }
  | (AnswerFault & { readonly kind: "failure" });

/** One of Twilio's errors or warnings, with what it is about. */
export interface AnswerFault {
  readonly code: number;
  readonly detail: string;
}

/** Reads an answer by its status, size, content type and content, in this order. */
export function readAnswer(
  {
    status,
    headers,
    body,
    url,
  }: Pick<WebhookAnswer, "status" | "headers" | "body" | "url">,
  channel: TwimlChannel,
): ReadAnswer {
  if (status < 200 || status > 299) return failure(11200, `HTTP ${status}`);
  if (status === 204 && channel === "messaging") return { kind: "nothing" };
  if (body.length > MAX_TWIML_BYTES)
    return failure(11750, `more than ${MAX_TWIML_BYTES / 1024} kB`);
  if (body.length === 0) return failure(11770, "an empty body");

  const contentType = headers["content-type"];
  if (contentType === undefined) return failure(11200, "no content type");
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  const charset = /charset\s*=\s*"?([^\s";]+)/.exec(parameters.join(";"))?.[1];
  switch (true) {
    case /^\s*((text|application)\/xml|text\/html)\s*$/.test(type):
      return readXml(body, charset, url, channel);
    case type.trim() === "text/plain":
      return readText(body, charset);
    case type.trim().startsWith("audio/") && channel === "voice":
      return { kind: "audio" };
    default:
      return failure(12300, `content type ${type.trim()}`);
  }
}

function readText(body: Buffer, charset = "utf-8"): ReadAnswer {
  const text = decode(body, charset);
  return text === null
    ? failure(12100, `it is no ${charset}`)
    : { kind: "text", text };
}

function readXml(
  body: Buffer,
  charset: string | undefined,
  url: string,
  channel: TwimlChannel,
): ReadAnswer {
  const start = body.toString("latin1");
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)/.exec(start)?.[1];
  const encoding = charset ?? declared ?? "utf-8";
  const text = decode(body, encoding);
  if (text === null) return failure(12100, `it is no ${encoding}`);
  const version = /^<\?xml\s+version\s*=\s*["']([^"']*)/.exec(text)?.[1];
  if (version !== undefined && version !== "1.0")
    return failure(12101, `XML version ${version}`);
  const root = parseXml(text);
  if ("reason" in root)
    return failure(12100, `line ${root.line}: ${root.reason}`);
  if (root.name !== "Response")
    return failure(12102, `the root is <${root.name}>`);
  const warnings = warningsOf(root, channel);
  return { kind: "twiml", text, root, url, warnings };
}

/** Null where the bytes are not of that encoding, or nobody knows it. */
function decode(body: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** Verbs that the channel does not have are passed over. */
function warningsOf(root: XmlElement, channel: TwimlChannel): AnswerFault[] {
  const known = verbsOf(channel);
  const voice = verbsOf("voice");
  return elements(root)
    .filter(({ name }) => !known.includes(name))
    .map(({ name, line }) => ({
      code: channel === "messaging" && voice.includes(name) ? 14110 : 12200,
      detail: `line ${line}: <${name}> is no ${channel} verb`,
    }));
}

function failure(code: number, detail: string): ReadAnswer {
  return { kind: "failure", code, detail };
}
