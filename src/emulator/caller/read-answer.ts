import { MAX_TWIML_BYTES } from "../../twilio/limits";
import { parseXml, type XmlElement } from "../../xml/parse-tree";
import type { WebhookAnswer } from "./request-webhook";

/**
 * What Twilio makes of an answer: TwiML, something else that it can use, or an error code.
 *
 * @see https://www.twilio.com/docs/voice/twiml#twilio-understands-mime-types
 */
export type ReadAnswer =
  | {
      readonly kind: "twiml";
      readonly text: string;
      readonly root: XmlElement;
      /** What its relative URLs are resolved against. */
      readonly url: string;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "audio" }
  | {
      readonly kind: "failure";
      readonly code: number;
      readonly detail: string;
    };

/** Reads an answer by its status, size, content type and content, in this order. */
export function readAnswer({
  status,
  contentType,
  body,
  url,
}: WebhookAnswer): ReadAnswer {
  if (status < 200 || status > 299) return failure(11200, `HTTP ${status}`);
  if (body.length > MAX_TWIML_BYTES)
    return failure(11750, `more than ${MAX_TWIML_BYTES / 1024} kB`);
  if (body.length === 0) return failure(11770, "an empty body");

  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "none";
  const text = body.toString();
  if (/^(text|application)\/xml$|^text\/html$/.test(type))
    return readXml(text, url);
  if (type === "text/plain") return { kind: "text", text };
  if (type.startsWith("audio/")) return { kind: "audio" };
  return failure(12300, `content type ${type}`);
}

function readXml(text: string, url: string): ReadAnswer {
  const version = /^<\?xml\s+version\s*=\s*["']([^"']*)/.exec(text)?.[1];
  if (version !== undefined && version !== "1.0")
    return failure(12101, `XML version ${version}`);
  const root = parseXml(text);
  if ("reason" in root)
    return failure(12100, `line ${root.line}: ${root.reason}`);
  return root.name === "Response"
    ? { kind: "twiml", text, root, url }
    : failure(12102, `the root is <${root.name}>`);
}

function failure(code: number, detail: string): ReadAnswer {
  return { kind: "failure", code, detail };
}
