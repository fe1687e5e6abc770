import {
  askPrimary,
  idempotencyToken,
  type PrimaryAnswer,
  type PrimaryRequest,
} from "./ask-primary";
import { carryOutReplies, type SendMessage } from "./carry-out-replies";
import type { Ledger } from "./ledger";
import type { KeptEntry, LedgerEntry, LedgerReply } from "./ledger-entry";
import { paramOf, type MissedWebhook } from "./missed-webhook";
import type { PlanItem } from "./plan";
import { readReplies, type Reply } from "./read-replies";

/** What one webhook needs to be brought back. */
export interface GiveTools {
  readonly ledger: Ledger;
  readonly send: SendMessage;
  readonly authToken: string;
  readonly again: boolean;
  /** Whether what the primary answers is carried out. */
  readonly replies: boolean;
  readonly now: () => number;
  /** Waits until the next request may leave. */
  readonly turn: () => Promise<void>;
}

/** What became of one webhook. */
export interface Given {
  /** `busy`: another operator is at it. */
  readonly state: "delivered" | "refused" | "unknown" | "busy";
  readonly kept: KeptEntry | null;
  /** What a person should know of it. */
  readonly remarks: readonly string[];
}

/** A conversation of documents ends after so many. @see https://www.twilio.com/docs/api/errors/14106 */
const MAX_DOCUMENTS = 50;

/**
 * Gives one webhook to the primary, and carries out what it answers. The ledger knows of each step
 * before it is taken: what is cut off in the middle is found there.
 */
export async function giveWebhook(
  { webhook, kept: seen, todo }: PlanItem,
  tools: GiveTools,
): Promise<Given> {
  const { ledger, now } = tools;
  const { key } = webhook;
  if (todo === "reply" && seen !== null)
    return await finish(key, seen, [], tools);

  const asked: LedgerEntry = {
    state: "asked",
    at: new Date(now()).toISOString(),
    status: null,
    replies: [],
  };
  await tools.turn();
  const claim = await ledger.write(key, asked, seen);
  if (claim === null) return { state: "busy", kept: seen, remarks: [] };
  const answer = await askPrimary(
    { ...webhook, idempotencyToken: idempotencyToken(key) },
    tools.authToken,
  );
  switch (answer.kind) {
    case "unknown":
      return { state: "unknown", kept: claim, remarks: [answer.reason] };
    case "refused": {
      const { status, reason } = answer;
      const entry: LedgerEntry = { ...asked, state: "refused", status };
      const kept = await ledger.write(key, entry, claim);
      return { state: "refused", kept, remarks: [reason] };
    }
    case "taken": {
      const wanted = webhook.kind === "message" && tools.replies;
      const read = wanted
        ? await collectReplies(webhook, answer, tools)
        : { replies: [], unusable: null };
      const entry: LedgerEntry = {
        ...asked,
        state: "delivered",
        at: new Date(now()).toISOString(),
        status: answer.status,
        replies: read.replies.map(toPlanned),
        ...(read.unusable !== null && { unusable: read.unusable }),
      };
      const kept = await ledger.write(key, entry, claim);
      if (kept === null) return { state: "busy", kept: claim, remarks: [] };
      const remarks =
        read.unusable === null
          ? []
          : [`its answer cannot be carried out: ${read.unusable}`];
      return await finish(key, kept, remarks, tools);
    }
  }
}

async function finish(
  key: string,
  start: KeptEntry,
  remarks: readonly string[],
  tools: GiveTools,
): Promise<Given> {
  const { kept, refusals } = await carryOutReplies(key, start, tools);
  return { state: "delivered", kept, remarks: [...remarks, ...refusals] };
}

type Taken = Extract<PrimaryAnswer, { kind: "taken" }>;

/** Reads an answer, and those of the documents that it leads to, before anything is sent. */
async function collectReplies(
  webhook: MissedWebhook,
  first: Taken,
  { authToken, turn }: GiveTools,
): Promise<{ replies: Reply[]; unusable: string | null }> {
  const { params, key } = webhook;
  const parties = {
    from: paramOf(params, "From") ?? "",
    to: paramOf(params, "To") ?? "",
  };
  const replies: Reply[] = [];
  let answer: Taken = first;
  for (let documents = 1; ; documents += 1) {
    const read = readReplies(answer, parties);
    if (read.result === "unusable")
      return { replies, unusable: `${answer.url.pathname}: ${read.reason}` };
    replies.push(...read.replies);
    if (read.redirect === null) return { replies, unusable: null };
    if (documents === MAX_DOCUMENTS)
      return { replies, unusable: `more than ${MAX_DOCUMENTS} documents` };
    const request: PrimaryRequest = {
      ...read.redirect,
      params,
      idempotencyToken: idempotencyToken(`${key} ${documents}`),
    };
    await turn();
    const next = await askPrimary(request, authToken);
    if (next.kind !== "taken")
      return {
        replies,
        unusable: `${request.url.pathname}: ${next.reason}`,
      };
    answer = next;
  }
}

function toPlanned(reply: Reply): LedgerReply {
  const { to, from, body, media, statusCallback } = reply;
  const content = { body, media, statusCallback };
  return { to, from, state: "planned", sid: null, content };
}
