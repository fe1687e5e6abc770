import { MAX_TWIML_BYTES } from "../../twilio/limits";
import type { XmlDocument, XmlNode, XmlOpen } from "../../xml/parse-nodes";
import { rebaseUrl, thisDocument, type RebaseContext } from "./rebase-url";
import { writeNodes } from "../../xml/write-nodes";

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
 * was fetched; nothing else that it says changes. Linear in the document and in its URL.
 *
 * @returns The document for a UTF-8 reply; null as soon as it outgrows Twilio's limit.
 */
export function rebaseTwiml(
  { declaration, nodes }: XmlDocument,
  context: RebaseContext,
): string | null {
  const place = { ...context, itself: thisDocument(context) };
  return writeNodes(declaration, rebaseNodes(nodes, place), MAX_TWIML_BYTES);
}

/** What URLs are rewritten against, with the document's own URL as it is to be written. */
interface Place extends RebaseContext {
  readonly itself: string;
}

/** One node after the other, as it is asked for: what outgrows the limit is never made. */
function* rebaseNodes(
  nodes: readonly XmlNode[],
  place: Place,
): Generator<XmlNode> {
  let next = 0;
  for (const [index, node] of nodes.entries()) {
    if (index < next) continue;
    if (node.type !== "open") {
      yield node;
      continue;
    }
    yield rebaseAttributes(node, place);
    const content = URL_ELEMENTS.has(node.name) ? readText(nodes, index) : null;
    const url = content && rebaseText(node.name, content.text, place);
    if (content === null || url === null) continue;
    next = content.end;
    yield { type: "text", text: url };
  }
}

/** The whole text of an element and the index of its end; null where it holds elements. */
function readText(
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
  place: Place,
): string | null {
  if (text.trim() !== "") return rebaseUrl(text, "web", place);
  return element === "Redirect" ? place.itself : null;
}

function rebaseAttributes(node: XmlOpen, place: Place): XmlOpen {
  const attributes = node.attributes.map(
    ([name, value]) =>
      [name, rebaseAttribute(node.name, name, value, place)] as const,
  );
  const asksItself =
    SELF_ACTION_ELEMENTS.has(node.name) &&
    !attributes.some(([name]) => name === "action");
  return {
    ...node,
    attributes: asksItself
      ? [...attributes, ["action", place.itself]]
      : attributes,
  };
}

function rebaseAttribute(
  element: string,
  name: string,
  value: string,
  place: Place,
): string {
  if (!URL_ATTRIBUTES.has(name)) return value;
  if (value.trim() === "") {
    return name === "action" ? place.itself : value;
  }
  const isSocket = name === "url" && SOCKET_ELEMENTS.has(element);
  return rebaseUrl(value, isSocket ? "socket" : "web", place) ?? value;
}
