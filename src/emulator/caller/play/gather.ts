import { elements } from "../elements";
import { withParams } from "../webhook-client";
import type { Option } from "./fork";
import { sayOrPlay } from "./say-and-play";
import { leadTo, type Verb } from "./scene";

const SPEECH: Option = {
  name: "speaks",
  params: [
    ["SpeechResult", "Hello?"],
    ["Confidence", "0.9"],
  ],
};
const NOTHING: Option = { name: "says nothing", params: [] };

/** Asks for input. Without any, the next verb follows. */
export const gather: Verb = async (verb, scene) => {
  for (const child of elements(verb)) await sayOrPlay(child, scene);
  scene.hear("(is asked for input)");
  const { input = "dtmf", numDigits, actionOnEmptyResult } = verb.attributes;
  const isSpeech = input.trim() === "speech";
  const given = scene.choose({
    verb: "Gather",
    url: scene.document.url,
    line: verb.line,
    options: [isSpeech ? SPEECH : digits(Number(numDigits ?? 1)), NOTHING],
  });
  if (given.params.length === 0 && actionOnEmptyResult !== "true") return null;
  return leadTo(verb, "action", withParams(scene.params, given.params), scene);
};

function digits(count: number): Option {
  const pressed = "1".repeat(Math.max(1, Math.min(count, 20)) || 1);
  return { name: `presses ${pressed}`, params: [["Digits", pressed]] };
}
