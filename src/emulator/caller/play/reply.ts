import type { Params } from "../../../twilio/signature";
import { newSid } from "../../sid";
import { sendCallback } from "../ask-webhook";
import { elements, textIn } from "../elements";
import { readVerb } from "../perceive";
import { paramOf } from "../webhook-client";
import { webhookAt, type Verb } from "./scene";

/** Sends a message, and tells the callback that it names how that went. */
export const reply: Verb = async (verb, scene) => {
  const { params, client } = scene;
  const { attributes } = verb;
  const body = elements(verb).find(({ name }) => name === "Body");
  const message = {
    sid: newSid("SM"),
    from: attributes["from"] ?? paramOf(params, "To"),
    to: attributes["to"] ?? paramOf(params, "From"),
    body: textIn(body ?? verb),
    media: elements(verb)
      .filter(({ name }) => name === "Media")
      .map(textIn),
  };
  const errorCode = client.carrier?.reply(message) ?? null;
  if (errorCode === null) readVerb(verb).forEach(scene.hear);
  else scene.fault(verb.line, `the message is not sent: ${errorCode}`);

  const written = attributes["statusCallback"] ?? attributes["action"] ?? "";
  const webhook =
    written === "" ? null : webhookAt(written, attributes["method"], scene);
  if (webhook) {
    const { sid, from, to } = message;
    const status = errorCode === null ? "delivered" : "failed";
    const code: Params =
      errorCode === null ? [] : [["ErrorCode", String(errorCode)]];
    await sendCallback(
      webhook,
      [
        ["AccountSid", paramOf(params, "AccountSid")],
        ["ApiVersion", "2010-04-01"],
        ["From", from],
        ["To", to],
        ["MessageSid", sid],
        ["SmsSid", sid],
        ["MessageStatus", status],
        ["SmsStatus", status],
        ...code,
      ],
      client,
    );
  }
  return null;
};
