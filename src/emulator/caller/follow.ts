import type { XmlElement } from "../../xml/parse-tree";
import { place, type Conversation, type Incoming } from "./place";
import type { CallerIdentity, Webhook } from "./request-webhook";

/** One document of a call or a conversation: what was asked, and what came of it. */
export interface Step {
  readonly asked: Webhook;
  readonly conversation: Conversation;
}

/** Nobody stays on the line for longer. */
const MAX_STEPS = 10;
/** What the caller presses whenever there is something to press. */
const DIGITS = "1";

/**
 * Follows a call or a message from document to document as Twilio does, until none leads on: a
 * `<Gather>` (the caller presses 1) and a `<Redirect>` lead to the next. Each step has the same
 * fallback.
 */
export async function follow(
  incoming: Incoming,
  identity: CallerIdentity,
): Promise<Step[]> {
  const steps: Step[] = [];
  let next: Incoming | null = incoming;
  while (next !== null && steps.length < MAX_STEPS) {
    const conversation: Conversation = await place(next, identity);
    steps.push({ asked: next.primary, conversation });
    next = nextOf(next, conversation);
  }
  return steps;
}

function nextOf(
  incoming: Incoming,
  { document }: Conversation,
): Incoming | null {
  if (document === null) return null;
  const verb = document.root.children
    .filter((child) => typeof child !== "string")
    .find(({ name }) => LEADS_ON.has(name));
  if (verb === undefined || verb.name === "Hangup" || verb.name === "Reject")
    return null;
  const isGather = verb.name === "Gather";
  const target = isGather ? verb.attributes["action"] : textOf(verb);
  const url = new URL(target ?? "", document.url).href;
  const method = verb.attributes["method"] === "GET" ? "GET" : "POST";
  return {
    ...incoming,
    primary: { url, method },
    params: isGather
      ? [...incoming.params, ["Digits", DIGITS]]
      : incoming.params,
  };
}

/** The verbs behind which nothing of the same document is executed. */
const LEADS_ON = new Set(["Gather", "Redirect", "Hangup", "Reject"]);

function textOf({ children }: XmlElement): string {
  return children
    .filter((child) => typeof child === "string")
    .join("")
    .trim();
}
