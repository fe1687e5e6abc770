import type { TwimlChannel } from "../../twilio/check-twiml";
import { fill } from "../terminal/fill";
import type { PlayedWay, PlayedWords } from "./play-words";

const PEOPLE: Readonly<Record<TwimlChannel, string>> = {
  voice: "Callers",
  messaging: "Senders of messages",
};
const INDENT = "  ";

/** The words of every document as text: whom they are for, and each way step by step. */
export function describeWords(
  all: readonly PlayedWords[],
  columns: number,
): string {
  return all
    .map((words) => {
      const ways = words.ways.flatMap((way, index) =>
        describeWay(way, index).map((line) =>
          indent(fill(line, columns - INDENT.length)),
        ),
      );
      return [`${words.path}: ${whom(words, all)}`, ...ways].join("\n");
    })
    .join("\n\n");
}

function whom(
  { channel, digits }: PlayedWords,
  all: readonly PlayedWords[],
): string {
  if (digits !== null)
    return `${PEOPLE[channel]} of numbers that begin with +${digits}`;
  const hasOthers = all.some(
    (other) => other.channel === channel && other.digits !== null,
  );
  return `${PEOPLE[channel]} of every ${hasOthers ? "other " : ""}number`;
}

function describeWay(
  { choices, heard, troubles }: PlayedWay,
  index: number,
): string[] {
  const way =
    choices.length === 0 ? "" : `${index + 1}. ${choices.join(", ")}: `;
  const steps = heard.length === 0 ? "(nothing, on purpose)" : heard.join(" ");
  return [`${way}${steps}`, ...troubles.map((text) => `✘ ${text}`)];
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, INDENT);
}
