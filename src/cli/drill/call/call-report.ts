import { errorTitle } from "../../../twilio/error-codes";
import { color } from "../../terminal/color";
import type { CallResult } from "./drill-call";
import type { CallPlan } from "./ring";

/** What is about to happen, and what it costs. */
export function planText(
  { to, from, primary, fallback }: CallPlan,
  what: string,
): string {
  return [
    `Twilio will ring ${color.bold(to)} from ${from}.`,
    `Its primary is dead (${what}): ${primary.url}`,
    `Its fallback is ${fallback.url}: a rehearsal, which alerts nobody and counts in no incident.`,
    "It costs what an outgoing call of a minute to that number costs: a cent or two in most countries.",
  ].join("\n");
}

/** What was heard, when, and what it shows. */
export function callText(result: CallResult): string {
  const { call, evidence, record, facts, broken, ok } = result;
  const { errorCode, secondsToFirstWord, heard, fallback, webhooks } = evidence;
  const seconds =
    secondsToFirstWord === null
      ? "unknown"
      : `${secondsToFirstWord.toFixed(1)} s`;
  const names = Object.keys(fallback?.parameters ?? {});
  return [
    "",
    `Call ${call.sid}: ${call.status}, ${call.seconds} s`,
    ...webhooks.map(({ method, url, status }) =>
      color.dim(`   ${method} ${url}: ${status ?? "no answer"}`),
    ),
    `Twilio's error: ${errorCode === null ? "none" : `${errorCode} ${errorTitle(errorCode) ?? ""}`}`,
    `From answering to the first word: ${seconds}`,
    `Heard: ${heard.join(" ") || "(nothing)"}`,
    `Parameters: ${names.join(", ") || "none"}`,
    `Journaled: ${record ? `${record.outcome}, in ${record.ms} ms` : "no"}`,
    ...(facts.length > 0 ? ["", "What this call settles:"] : []),
    ...facts.map(({ question, answer }) => `   ${question} ${answer}`),
    "",
    ...broken.map((law) => color.red(`✖ ${law}`)),
    ...(ok ? [color.green("✔ The call went as it should.")] : []),
  ].join("\n");
}
