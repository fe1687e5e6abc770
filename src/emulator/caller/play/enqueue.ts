import type { Params } from "../../../twilio/signature";
import { newSid } from "../../sid";
import { textIn } from "../elements";
import { hear } from "../perceive";
import { withParams } from "../webhook-client";
import type { Option } from "./fork";
import { leadTo, webhookAt, type Verb } from "./scene";

/** Has the caller wait. The wait document is played once, as they hear it over and over. */
export const enqueue: Verb = async (verb, scene) => {
  hear(verb).forEach(scene.hear);
  const queue: Params = [
    ["QueueSid", newSid("QU")],
    ["Queue", textIn(verb)],
  ];
  const { waitUrl = "", waitUrlMethod, action } = verb.attributes;
  const waiting =
    waitUrl === "" ? null : webhookAt(waitUrl, waitUrlMethod, scene);
  if (waiting) {
    const place: Params = [
      ...queue,
      ["QueuePosition", "1"],
      ["QueueTime", "0"],
      ["AvgQueueTime", "0"],
      ["CurrentQueueSize", "1"],
    ];
    await scene.playAside(waiting, withParams(scene.params, place));
  }
  const result = (name: string, value: string): Option => ({
    name,
    params: [...queue, ["QueueResult", value]],
  });
  const { params } = scene.choose({
    verb: "Enqueue",
    url: scene.document.url,
    line: verb.line,
    options: [result("is answered", "bridged"), result("hangs up", "hangup")],
  });
  if (action === undefined) return null;
  return leadTo(verb, "action", withParams(scene.params, params), scene);
};
