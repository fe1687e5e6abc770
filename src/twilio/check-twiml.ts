import { MAX_TWIML_BYTES } from "./limits";
import { parseXml, type DocumentFault } from "../xml/parse-tree";

/** A channel that has a TwiML of its own. */
export type TwimlChannel = "voice" | "messaging";

/** @see https://www.twilio.com/docs/voice/twiml and https://www.twilio.com/docs/messaging/twiml */
const VERBS: Record<TwimlChannel, ReadonlySet<string>> = {
  voice: new Set(
    "Connect Dial Echo Enqueue Gather Hangup Leave Pause Pay Play Prompt Queue Record Redirect Refer Reject Say Sms Start Stop".split(
      " ",
    ),
  ),
  messaging: new Set(["Message", "Redirect"]),
};

/**
 * What Twilio would refuse in a document for a channel, or null: it must be well-formed, start
 * at its first byte, have the root `Response`, and hold only verbs of the channel.
 */
export function checkTwiml(
  text: string,
  channel: TwimlChannel,
): DocumentFault | null {
  if (Buffer.byteLength(text) > MAX_TWIML_BYTES) {
    return { line: 1, reason: `it is larger than ${MAX_TWIML_BYTES} bytes` };
  }
  const root = parseXml(text);
  if ("reason" in root) return root;
  if (root.name !== "Response") {
    return {
      line: root.line,
      reason: `the root is <${root.name}>, not <Response>`,
    };
  }
  for (const child of root.children) {
    if (typeof child === "string") {
      if (child.trim() === "") continue;
      return {
        line: root.line,
        reason: `there is text outside of any verb: "${child.trim().slice(0, 40)}"`,
      };
    }
    if (!VERBS[channel].has(child.name)) {
      return {
        line: child.line,
        reason: `<${child.name}> is no ${channel} verb; expected ${[...VERBS[channel]].join(", ")}`,
      };
    }
  }
  return null;
}
