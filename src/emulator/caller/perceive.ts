import type { TwimlChannel } from "../../twilio/check-twiml";
import type { XmlElement } from "../../xml/parse-tree";
import type { ReadAnswer } from "./read-answer";

/**
 * What a caller hears, or the sender of a message reads, of one answer: a short phrase a verb,
 * as `“We are sorry.”`, `(hangs up)`. Twilio's own words where there is nothing usable.
 */
export function perceive(answer: ReadAnswer, channel: TwimlChannel): string[] {
  switch (answer.kind) {
    case "twiml":
      return channel === "voice"
        ? elements(answer.root).flatMap(hear)
        : elements(answer.root).map(read);
    case "text":
      return [quote(answer.text)];
    case "audio":
      return channel === "voice" ? ["♪ the audio that came"] : [];
    case "failure":
      return channel === "voice"
        ? ["“We are sorry, an application error has occurred. Goodbye.”"]
        : [];
  }
}

function hear(verb: XmlElement): string[] {
  switch (verb.name) {
    case "Say":
      return [quote(textOf(verb))];
    case "Play":
      return [`♪ ${textOf(verb)}`];
    case "Pause":
      return ["(a pause)"];
    case "Hangup":
      return ["(hangs up)"];
    case "Reject":
      return ["(a busy tone)"];
    case "Redirect":
      return [`(goes on at ${textOf(verb)})`];
    case "Gather":
      return [...elements(verb).flatMap(hear), "(is asked for input)"];
    case "Record":
      return ["(is recorded)"];
    case "Dial":
      return [`(is connected to ${textOf(verb)})`];
    default:
      return [`(<${verb.name}>)`];
  }
}

function read(verb: XmlElement): string {
  const body = elements(verb).find(({ name }) => name === "Body");
  return verb.name === "Redirect"
    ? `(goes on at ${textOf(verb)})`
    : quote(textOf(body ?? verb));
}

function elements({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== "string");
}

function textOf({ children }: XmlElement): string {
  return children
    .map((child) => (typeof child === "string" ? child : textOf(child)))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function quote(text: string): string {
  return `“${text.trim()}”`;
}
