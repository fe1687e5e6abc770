import type { Params } from "../../../twilio/signature";
import { newSid } from "../../sid";
import { sendCallback } from "../ask-webhook";
import { paramOf, withParams } from "../webhook-client";
import type { Option } from "./fork";
import { leadTo, webhookAt, type Verb } from "./scene";

const SECONDS = 7;

/**
 * Records the caller. Silence is no recording: the next verb follows. Who hangs up has been
 * recorded, and the action is asked all the same.
 */
export const record: Verb = async (verb, scene) => {
  const { params, client, choose, document } = scene;
  scene.hear("(is recorded)");
  const sid = newSid("RE");
  const recording: Params = [
    [
      "RecordingUrl",
      `https://api.twilio.com/2010-04-01/Accounts/${paramOf(params, "AccountSid")}/Recordings/${sid}`,
    ],
    ["RecordingSid", sid],
    ["RecordingDuration", String(SECONDS)],
  ];
  const speaks: Option = {
    name: "speaks",
    params: [...recording, ["Digits", "#"]],
  };
  const hangsUp: Option = {
    name: "speaks and hangs up",
    params: [...recording, ["Digits", "hangup"], ["CallStatus", "completed"]],
  };
  const nothing: Option = { name: "says nothing", params: [] };
  const options = [speaks, hangsUp, nothing] as const;
  const { url } = document;
  const chosen = choose({ verb: "Record", url, line: verb.line, options });
  if (chosen.params.length === 0) return null;

  const callSid = paramOf(params, "CallSid");
  const at = new Date();
  client.observe?.({ kind: "recording", at, sid, callSid, seconds: SECONDS });
  const callback = verb.attributes["recordingStatusCallback"] ?? "";
  const method = verb.attributes["recordingStatusCallbackMethod"];
  const webhook = callback === "" ? null : webhookAt(callback, method, scene);
  if (webhook) {
    const status: Params = [...recording, ["RecordingStatus", "completed"]];
    const own = params.filter(([name]) => /^(Account|Call)Sid$/.test(name));
    await sendCallback(webhook, [...own, ...status], client);
  }
  const isOver = paramOf(chosen.params, "CallStatus") === "completed";
  const next = leadTo(verb, "action", withParams(params, chosen.params), scene);
  return next.kind === "leads" ? { ...next, isOver } : next;
};
