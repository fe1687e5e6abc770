import type { TwimlChannel } from "../../../twilio/check-twiml";
import { elements } from "../elements";
import { hear } from "../perceive";
import { dial } from "./dial";
import { enqueue } from "./enqueue";
import { gather } from "./gather";
import { record } from "./record";
import { reply } from "./reply";
import { sayOrPlay } from "./say-and-play";
import { ends, leadTo, type Next, type Scene, type Verb } from "./scene";

const redirect: Verb = (verb, scene) =>
  Promise.resolve(leadTo(verb, "text", scene.params, scene));

const media: Verb = async (verb, scene) => {
  await sayOrPlay(verb, scene);
  return null;
};

const ending =
  (how: "hangs up" | "rejects"): Verb =>
  (verb, scene) => {
    hear(verb).forEach(scene.hear);
    return Promise.resolve(ends(how));
  };

const VERBS: Record<TwimlChannel, Readonly<Record<string, Verb>>> = {
  voice: {
    Say: media,
    Play: media,
    Pause: media,
    Gather: gather,
    Record: record,
    Dial: dial,
    Enqueue: enqueue,
    Redirect: redirect,
    Hangup: ending("hangs up"),
    Reject: ending("rejects"),
  },
  messaging: { Message: reply, Sms: reply, Redirect: redirect },
};

/** Executes a document verb by verb, until one leads on or the document is over. */
export async function playDocument(scene: Scene): Promise<Next> {
  for (const verb of elements(scene.document.root)) {
    const known = VERBS[scene.channel][verb.name];
    const next = known ? await known(verb, scene) : passOver(verb, scene);
    if (next) return next;
  }
  return ends("is over");
}

/** A verb of the channel whose effect is not played; others are passed over, with a warning. */
function passOver(verb: Parameters<Verb>[0], scene: Scene): null {
  if (scene.channel === "voice") hear(verb).forEach(scene.hear);
  return null;
}
