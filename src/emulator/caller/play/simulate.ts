import type { Params } from "../../../twilio/signature";
import { askDocument } from "../ask-document";
import { resourceIn } from "../events";
import { perceive } from "../perceive";
import type { TwimlDocument } from "../read-answer";
import { paramOf, withParams, type WebhookClient } from "../webhook-client";
import { firstOption, type Choose } from "./fork";
import { playDocument } from "./play-document";
import type { Incoming, Play, Simulation, Step } from "./simulation";
import { ends, type Ending, type Lead, type Next, type Scene } from "./scene";

/** @see https://www.twilio.com/docs/api/errors/14106 */
const TOO_MANY_DOCUMENTS = 14106;
const MAX_DOCUMENTS = 50;
const MAX_VISITS = 3;

/**
 * Has a call or a message come in and follows it from document to document as Twilio does, until
 * none leads on. What would never end is ended, and says where.
 */
export async function simulate(
  incoming: Incoming,
  client: WebhookClient,
  { choose = firstOption, maxVisits = MAX_VISITS }: Play = {},
): Promise<Simulation> {
  const { channel, params, primary } = incoming;
  announce(incoming, client, "in-progress");
  const asides: Step[] = [];
  const story: Story = { incoming, client, choose, maxVisits, asides };
  const first: Lead = {
    kind: "leads",
    webhook: primary,
    params,
    by: "the number",
  };
  const { steps, ending } = await follow(first, story);
  if (channel === "voice") announce(incoming, client, "completed");
  return { steps, asides, ending };
}

interface Story {
  readonly incoming: Incoming;
  readonly client: WebhookClient;
  readonly choose: Choose;
  readonly maxVisits: number;
  readonly asides: Step[];
}

async function follow(
  first: Lead,
  story: Story,
): Promise<{ steps: Step[]; ending: Ending }> {
  const steps: Step[] = [];
  const visits = new Map<string, number>();
  let next: Next = first;
  while (next.kind === "leads") {
    const lead: Lead = next;
    if (steps.length === MAX_DOCUMENTS) {
      const detail = `more than ${MAX_DOCUMENTS} documents, the last by ${lead.by}`;
      noteStop(story, lead);
      return { steps, ending: loop(detail, TOO_MANY_DOCUMENTS) };
    }
    const step = await ask(lead, story);
    steps.push(step);
    const { answer } = step;
    if (answer.kind === "twiml") {
      const key = `${answer.url}\n${answer.text}`;
      const count = (visits.get(key) ?? 0) + 1;
      visits.set(key, count);
      if (count > story.maxVisits) {
        const detail = `${lead.by} comes back to ${answer.url}`;
        return { steps, ending: loop(detail, null) };
      }
    }
    next = lead.isOver ? ends("is over") : await playStep(step, lead, story);
  }
  return { steps, ending: next };
}

async function ask(
  { webhook, params, by }: Lead,
  { incoming, client }: Story,
): Promise<OpenStep> {
  const { channel, fallback } = incoming;
  const wanted = { channel, params, primary: webhook, fallback };
  const asked = await askDocument(wanted, client);
  const resourceSid = resourceIn(params);
  return { ...asked, webhook, resourceSid, by, heard: [], faults: [] };
}

/** A step while it is played. */
interface OpenStep extends Step {
  readonly heard: string[];
  readonly faults: string[];
}

async function playStep(
  step: OpenStep,
  { params }: Lead,
  story: Story,
): Promise<Next> {
  const { answer, heard } = step;
  if (answer.kind === "twiml")
    return await playDocument(sceneOf(answer, params, story, step));
  heard.push(...perceive(answer, story.incoming.channel));
  if (answer.kind !== "failure") return ends("is over");
  const { code, detail } = answer;
  return { kind: "ends", how: "fails", error: { code, detail } };
}

function sceneOf(
  document: TwimlDocument,
  params: Params,
  story: Story,
  { heard, faults }: OpenStep,
): Scene {
  const { incoming, client, choose, asides } = story;
  return {
    channel: incoming.channel,
    document,
    params: laterParams(incoming, params),
    client,
    choose,
    hear: (phrase) => heard.push(phrase),
    fault: (line, detail) => faults.push(`${document.url}:${line}: ${detail}`),
    playAside: async (webhook, asideParams) => {
      const by = "an aside";
      const lead: Lead = { kind: "leads", webhook, params: asideParams, by };
      const { steps, ending } = await follow(lead, story);
      asides.push(...steps);
      return ending;
    },
  };
}

/** A later document's request carries the original parameters; the call has begun by then. */
function laterParams({ channel, params }: Incoming, asked: Params): Params {
  const isLeg = paramOf(asked, "ParentCallSid") !== "";
  const base = isLeg ? asked : params;
  return channel === "voice"
    ? withParams(base, [["CallStatus", "in-progress"]])
    : base;
}

function loop(detail: string, code: number | null): Ending {
  return { kind: "ends", how: "loop", error: { code, detail } };
}

function announce(
  { channel, params }: Incoming,
  client: WebhookClient,
  status: "in-progress" | "completed",
): void {
  if (channel === "voice") {
    const sid = paramOf(params, "CallSid");
    client.observe?.({ kind: "call", at: new Date(), sid, params, status });
    return;
  }
  client.carrier?.receive({
    sid: paramOf(params, "MessageSid"),
    from: paramOf(params, "From"),
    to: paramOf(params, "To"),
    body: paramOf(params, "Body"),
    media: [],
  });
}

function noteStop(
  { incoming, client }: Story,
  { webhook, params }: Lead,
): void {
  if (incoming.channel === "voice") return;
  client.observe?.({
    kind: "stop",
    at: new Date(),
    resourceSid: resourceIn(params),
    code: TOO_MANY_DOCUMENTS,
    details: [["url", webhook.url]],
  });
}
