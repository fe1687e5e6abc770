import type { TwimlChannel } from "../../twilio/check-twiml";
import type { XmlElement } from "../../xml/parse-tree";
import { elements, textIn } from "./elements";
import type { ReadAnswer } from "./read-answer";

/**
 * What a caller hears, or the sender of a message reads, of one answer as it stands, whatever
 * they do: a short phrase a verb, as `“We are sorry.”`, `(hangs up)`. Twilio's own words where
 * there is nothing usable.
 */
export function perceive(answer: ReadAnswer, channel: TwimlChannel): string[] {
  switch (answer.kind) {
    case "twiml":
      return elements(answer.root).flatMap(
        channel === "voice" ? hear : readVerb,
      );
    case "text":
      return [quote(answer.text)];
    case "audio":
      return ["♪ the audio that came"];
    case "nothing":
      return [];
    case "failure":
      return channel === "voice"
        ? ["“We are sorry, an application error has occurred. Goodbye.”"]
        : [];
  }
}

/** What a caller hears of a verb. */
export function hear(verb: XmlElement): string[] {
  switch (verb.name) {
    case "Say":
      return [quote(textIn(verb))];
    case "Play":
      return [`♪ ${textIn(verb)}`];
    case "Pause":
      return ["(a pause)"];
    case "Hangup":
      return ["(hangs up)"];
    case "Reject":
      return ["(a busy tone)"];
    case "Redirect":
      return [`(goes on at ${textIn(verb)})`];
    case "Gather":
      return [...elements(verb).flatMap(hear), "(is asked for input)"];
    case "Record":
      return ["(is recorded)"];
    case "Dial":
      return [`(is connected to ${textIn(verb)})`];
    case "Enqueue":
      return [`(waits in the queue ${textIn(verb)})`];
    default:
      return [`(<${verb.name}>)`];
  }
}

/** What the sender of a message reads of a verb. */
export function readVerb(verb: XmlElement): string[] {
  switch (verb.name) {
    case "Message":
    case "Sms": {
      const body = elements(verb).find(({ name }) => name === "Body");
      return [quote(textIn(body ?? verb))];
    }
    case "Redirect":
      return [`(goes on at ${textIn(verb)})`];
    default:
      return [];
  }
}

/** Words that somebody hears or reads. */
function quote(text: string): string {
  return `“${text.trim()}”`;
}
