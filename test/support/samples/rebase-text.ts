import { rebaseTwiml } from "../../../src/fallback/recovery/rebase-twiml";
import type { RebaseContext } from "../../../src/fallback/recovery/rebase-url";
import { parseNodes, type XmlDocument } from "../../../src/xml/parse-nodes";

/** The document that a text is; null where it is none. */
export function readDocument(text: string): XmlDocument | null {
  const read = parseNodes(text);
  return "fault" in read ? null : read;
}

/** What becomes of the text of an answer that is relayed. */
export function rebaseText(
  text: string,
  context: RebaseContext,
):
  | { readonly result: "twiml"; readonly text: string }
  | { readonly result: "not-twiml" | "too-large" } {
  const document = readDocument(text);
  if (document?.root !== "Response") return { result: "not-twiml" };
  const twiml = rebaseTwiml(document, context);
  return twiml === null
    ? { result: "too-large" }
    : { result: "twiml", text: twiml };
}
