import { MAX_TWIML_BYTES } from "./limits";
import { parseXml, type DocumentFault } from "../xml/parse-tree";
import { verbsOf } from "./twiml/schema";

/** A channel that has a TwiML of its own. */
export type TwimlChannel = "voice" | "messaging";

/**
 * What Twilio would refuse in a document for a channel, or null: it must be well-formed, start
 * at its first byte, have the root `Response`, and hold only verbs of the channel.
 */
export function checkTwiml(
  text: string,
  channel: TwimlChannel,
): DocumentFault | null {
  if (Buffer.byteLength(text) > MAX_TWIML_BYTES) {
    return {
      line: 1,
      column: 1,
      reason: `it is larger than ${MAX_TWIML_BYTES} bytes`,
    };
  }
  const root = parseXml(text);
  if ("reason" in root) return root;
  if (root.name !== "Response") {
    return {
      line: root.line,
      column: root.column,
      reason: `the root is <${root.name}>, not <Response>`,
    };
  }
  const verbs = verbsOf(channel);
  for (const child of root.children) {
    if (typeof child === "string") {
      if (child.trim() === "") continue;
      return {
        line: root.line,
        column: root.column,
        reason: `there is text outside of any verb: "${child.trim().slice(0, 40)}"`,
      };
    }
    if (!verbs.includes(child.name)) {
      return {
        line: child.line,
        column: child.column,
        reason: `<${child.name}> is no ${channel} verb; expected ${verbs.join(", ")}`,
      };
    }
  }
  return null;
}
