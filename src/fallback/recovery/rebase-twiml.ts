import { MAX_TWIML_BYTES } from "../../twilio/limits";
import type { Judgement } from "./judge-answer";
import { parseXml, type XmlNode, type XmlOpen } from "../../xml/parse-nodes";
import { rebaseUrl, thisDocument, type RebaseContext } from "./rebase-url";
import { writeXml } from "../../xml/write-nodes";

/** The attributes that hold a URL, on any element. */
const URL_ATTRIBUTES = new Set([
  "action",
  "url",
  "waitUrl",
  "referUrl",
  "statusCallback",
  "statusCallbackUrl",
  "recordingStatusCallback",
  "transcribeCallback",
  "partialResultCallback",
  "amdStatusCallback",
  "eventCallbackUrl",
]);
/** The elements whose text is a URL. */
const URL_ELEMENTS = new Set(["Redirect", "Play", "Media"]);
/** The elements that request this document again where they have no `action`. */
const SELF_ACTION_ELEMENTS = new Set(["Gather", "Record"]);
/** The elements whose `url` is a WebSocket. */
const SOCKET_ELEMENTS = new Set(["Stream", "ConversationRelay"]);

/**
 * Rewrites the URLs of a TwiML document so that they mean at `/fallback` what they meant where it
 * was fetched; nothing else that it says changes. Linear in the text's length.
 *
 * @param text - The decoded document, without a byte order mark.
 * @returns The document for a UTF-8 reply; or `not-twiml` where it is not a well-formed XML 1.0
 * document with the root `Response`; or `too-large` where it outgrew Twilio's limit.
 */
export function rebaseTwiml(
  text: string,
  context: RebaseContext,
): Exclude<Judgement, { result: "http-error" }> {
  const document = parseXml(text);
  if (document?.root !== "Response") return { result: "not-twiml" };
  const nodes = rebaseNodes(document.nodes, context);
  const rebased = writeXml({ ...document, nodes });
  return Buffer.byteLength(rebased) > MAX_TWIML_BYTES
    ? { result: "too-large" }
    : { result: "twiml", text: rebased };
}

function rebaseNodes(
  nodes: readonly XmlNode[],
  context: RebaseContext,
): XmlNode[] {
  let next = 0;
  return nodes.flatMap((node, index): XmlNode[] => {
    if (index < next) return [];
    if (node.type !== "open") return [node];
    const open = rebaseAttributes(node, context);
    const content = URL_ELEMENTS.has(node.name) ? textOf(nodes, index) : null;
    const url = content && rebaseText(node.name, content.text, context);
    if (content === null || url === null) return [open];
    next = content.end;
    return [open, { type: "text", text: url }];
  });
}

/** The whole text of an element and the index of its end; null where it holds elements. */
function textOf(
  nodes: readonly XmlNode[],
  open: number,
): { text: string; end: number } | null {
  let text = "";
  for (let end = open + 1; ; end += 1) {
    const node = nodes[end];
    if (node?.type === "close") return { text, end };
    if (node?.type !== "text" && node?.type !== "cdata") return null;
    text += node.text;
  }
}

/** The URL in place of an element's text, null where the text stays. */
function rebaseText(
  element: string,
  text: string,
  context: RebaseContext,
): string | null {
  if (text.trim() !== "") return rebaseUrl(text, "web", context);
  return element === "Redirect" ? thisDocument(context) : null;
}

function rebaseAttributes(node: XmlOpen, context: RebaseContext): XmlOpen {
  const attributes = node.attributes.map(
    ([name, value]) =>
      [name, rebaseAttribute(node.name, name, value, context)] as const,
  );
  const asksItself =
    SELF_ACTION_ELEMENTS.has(node.name) &&
    !attributes.some(([name]) => name === "action");
  return {
    ...node,
    attributes: asksItself
      ? [...attributes, ["action", thisDocument(context)]]
      : attributes,
  };
}

function rebaseAttribute(
  element: string,
  name: string,
  value: string,
  context: RebaseContext,
): string {
  if (!URL_ATTRIBUTES.has(name)) return value;
  if (value.trim() === "") {
    return name === "action" ? thisDocument(context) : value;
  }
  const isSocket = name === "url" && SOCKET_ELEMENTS.has(element);
  return rebaseUrl(value, isSocket ? "socket" : "web", context) ?? value;
}
