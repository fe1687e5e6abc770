import { perceive, readAnswer } from "../../../emulator";
import { checkTwiml, type TwimlChannel } from "../../../twilio/check-twiml";
import type { HttpOutcome } from "../../../http/send-http";
import { wordsFor } from "./ask-unsigned";
import type { Check } from "./check";

/** Whether a static document can be a fallback, and what it says. */
export function checkErrorDocument(
  path: string,
  channel: TwimlChannel,
  outcome: HttpOutcome,
): Check {
  const what = `${path} is served to anyone`;
  const found = wordsFor(outcome);
  if (outcome.kind !== "response" || outcome.status !== 200)
    return {
      what,
      found,
      heard: [],
      broken: [`expected 200, and got ${found}: deploy again`],
    };
  const type = outcome.headers["content-type"] ?? "none";
  const text = outcome.body.toString();
  const fault = checkTwiml(text, channel);
  return {
    what,
    found: type,
    heard: perceive(readAnswer({ ...outcome, url: path }, channel), channel),
    broken: [
      !/^(text|application)\/xml\s*(;|$)/i.test(type) &&
        `expected the type text/xml or application/xml, and got ${type}`,
      fault !== null &&
        `it is not valid for ${channel}: line ${fault.line}: ${fault.reason}`,
    ].filter((one) => one !== false),
  };
}
