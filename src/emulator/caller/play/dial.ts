import type { Params } from "../../../twilio/signature";
import type { XmlElement } from "../../../xml/parse-tree";
import { newSid } from "../../sid";
import { sendCallback } from "../ask-webhook";
import { elements, textIn } from "../elements";
import { paramOf, withParams } from "../webhook-client";
import type { Option } from "./fork";
import { leadTo, webhookAt, type Scene, type Verb } from "./scene";

const SECONDS = "30";
const ANSWERED: Option = {
  name: "is answered",
  params: [
    ["DialCallStatus", "completed"],
    ["DialCallDuration", SECONDS],
    ["DialBridged", "true"],
  ],
};
const BUSY: Option = { name: "is busy", params: [["DialCallStatus", "busy"]] };
const NO_ANSWER: Option = {
  name: "does not answer",
  params: [["DialCallStatus", "no-answer"]],
};

/**
 * Calls somebody and connects the caller. Who answers hears the whisper first, and is not
 * connected where that hangs up. Afterwards the action is asked, or the next verb follows.
 */
export const dial: Verb = async (verb, scene) => {
  const [noun] = elements(verb);
  const target = noun ? textIn(noun) : textIn(verb);
  if (target === "") {
    scene.fault(verb.line, "<Dial> calls nobody");
    return null;
  }
  scene.hear(`(is connected to ${target})`);
  if (noun?.name === "Conference") await playWait(noun, scene);
  let outcome = scene.choose({
    verb: "Dial",
    url: scene.document.url,
    line: verb.line,
    options: [ANSWERED, BUSY, NO_ANSWER],
  });
  const leg = legParams(scene.params, verb.attributes["callerId"], target);
  if (noun && paramOf(outcome.params, "DialCallStatus") === "completed")
    outcome = (await isAccepted(noun, leg, scene)) ? outcome : NO_ANSWER;
  if (noun) await reportLeg(noun, leg, outcome, scene);
  if (verb.attributes["action"] === undefined) return null;
  const dialled = withParams(scene.params, [
    ["DialCallSid", paramOf(leg, "CallSid")],
    ...outcome.params,
  ]);
  return leadTo(verb, "action", dialled, scene);
};

/** What requests about the leg of the person called carry. */
function legParams(
  params: Params,
  callerId: string | undefined,
  to: string,
): Params {
  const from = callerId ?? paramOf(params, "From");
  return withParams(
    params.filter(([name]) => !/^(From|To|Called|Caller)[A-Z]/.test(name)),
    [
      ["CallSid", newSid("CA")],
      ["ParentCallSid", paramOf(params, "CallSid")],
      ["Direction", "outbound-dial"],
      ["CallStatus", "in-progress"],
      ["From", from],
      ["Caller", from],
      ["To", to],
      ["Called", to],
    ],
  );
}

/** Plays the whisper to the person called: an end that is not `<Hangup>` connects. */
async function isAccepted(
  noun: XmlElement,
  leg: Params,
  scene: Scene,
): Promise<boolean> {
  const written = noun.attributes["url"] ?? "";
  if (noun.name === "Conference" || written === "") return true;
  const webhook = webhookAt(written, noun.attributes["method"], scene);
  if (webhook === null) return true;
  const { how } = await scene.playAside(webhook, leg);
  return how === "is over";
}

/** A conference plays its `waitUrl` to whoever is there alone. */
async function playWait(noun: XmlElement, scene: Scene): Promise<void> {
  const { waitUrl = "", waitMethod } = noun.attributes;
  const webhook = waitUrl === "" ? null : webhookAt(waitUrl, waitMethod, scene);
  if (webhook) await scene.playAside(webhook, scene.params);
}

async function reportLeg(
  noun: XmlElement,
  leg: Params,
  { params }: Option,
  scene: Scene,
): Promise<void> {
  const { statusCallback = "", statusCallbackMethod } = noun.attributes;
  const webhook =
    statusCallback === ""
      ? null
      : webhookAt(statusCallback, statusCallbackMethod, scene);
  const status = paramOf(params, "DialCallStatus");
  const ended = withParams(leg, [["CallStatus", status]]);
  if (webhook) await sendCallback(webhook, ended, scene.client);
}
