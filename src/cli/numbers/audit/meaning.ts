import { color } from "../../terminal/color";
import type { Verdict } from "../account/verdict";

/** What each verdict is marked with. */
export const SIGN: Readonly<Record<Verdict, string>> = {
  missing: color.red("✖"),
  "same-origin": color.red("✖"),
  dead: color.red("✖"),
  ineffective: color.red("✖"),
  covered: color.green("✔"),
  uncoverable: color.dim("–"),
  "no-primary": color.dim("–"),
};

/** What each verdict means, and what to do; trouble first. */
export const MEANING: Readonly<Record<Verdict, string>> = {
  missing:
    "When the primary fails, the caller hears Twilio's error message, and a message gets no answer. Give it a fallback: attach.",
  "same-origin":
    "The fallback is on the server that fails, and fails with it. Put one elsewhere: attach.",
  dead: "There is a fallback, and it cannot work. Give it another: attach.",
  ineffective:
    "It has a fallback that is never asked: another resource answers in its place, and is not covered. attach sets the fallback there.",
  covered: "A failure goes to another server. Nothing to do.",
  uncoverable:
    "Messages go to a Conversation, and Twilio has no fallback there. Nothing that attach could do.",
  "no-primary":
    "Nothing to protect: no URL, Twilio's demo URL, a trunk that leads nowhere, or a Messaging Service that leaves messages to its numbers.",
};
