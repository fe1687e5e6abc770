import { escapeText } from "../../xml/write-nodes";

/** What no XML document may hold. @see https://www.w3.org/TR/xml/#charsets */
const NO_XML_CHARACTER =
  // eslint-disable-next-line no-control-regex -- those are what must go
  /[\u0000-\u0008\v\f\u000e-\u001f\ufffe\uffff]/g;

/** The TwiML that sends or says a plain text, as Twilio itself would. */
export function textAsTwiml(
  text: string,
  channel: "voice" | "messaging",
): string {
  const verb = channel === "messaging" ? "Message" : "Say";
  const content = escapeText(text.replace(NO_XML_CHARACTER, ""));
  return `<Response><${verb}>${content}</${verb}></Response>`;
}
