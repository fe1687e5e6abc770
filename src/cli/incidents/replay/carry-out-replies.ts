import type { Twilio } from "twilio";
import { troubleOf } from "../../account/trouble";
import type { Ledger } from "./ledger";
import type { KeptEntry, LedgerEntry, LedgerReply } from "./ledger-entry";
import type { Reply } from "./read-replies";

/** Sends one message. */
export type SendMessage = (
  reply: Pick<Reply, "to" | "from" | "body" | "media" | "statusCallback">,
) => Promise<
  | { readonly result: "sent"; readonly sid: string }
  /** Twilio will not send it. */
  | { readonly result: "refused"; readonly reason: string }
  /** Twilio did nothing, and may do it another time. */
  | { readonly result: "later"; readonly reason: string }
  | { readonly result: "unknown"; readonly reason: string }
>;

/** The statuses that say nothing of the message: the login, or too many requests. */
const SAYS_NOTHING = new Set([401, 403, 429]);

/** Sends by Twilio's API: again only where Twilio says that it did nothing. */
export function sendBySdk(sdk: Twilio): SendMessage {
  return async ({ to, from, body, media, statusCallback }) => {
    const sender = from.startsWith("MG")
      ? { messagingServiceSid: from }
      : { from };
    try {
      const { sid } = await sdk.messages.create({
        to,
        ...sender,
        ...(body !== "" && { body }),
        ...(media.length > 0 && { mediaUrl: [...media] }),
        ...(statusCallback !== null && { statusCallback }),
      });
      return { result: "sent", sid };
    } catch (error) {
      const trouble = troubleOf(error);
      const { reason } = trouble;
      if (trouble.kind === "unanswered") return { result: "unknown", reason };
      const isLater = SAYS_NOTHING.has(trouble.status);
      return { result: isLater ? "later" : "refused", reason };
    }
  };
}

/**
 * Sends the replies of a delivered message, one after the other: each is claimed in the ledger
 * before it leaves, so that it is sent once or named. Returns what became of them.
 */
export async function carryOutReplies(
  key: string,
  start: KeptEntry,
  {
    ledger,
    send,
    again,
    now,
  }: {
    readonly ledger: Ledger;
    readonly send: SendMessage;
    readonly again: boolean;
    readonly now: () => number;
  },
): Promise<{ readonly kept: KeptEntry; readonly refusals: readonly string[] }> {
  let kept = start;
  const refusals: string[] = [];
  const note = async (index: number, reply: LedgerReply): Promise<boolean> => {
    const replies = kept.entry.replies.with(index, reply);
    const at = new Date(now()).toISOString();
    const entry: LedgerEntry = { ...kept.entry, at, replies };
    const written = await ledger.write(key, entry, kept);
    if (written !== null) kept = written;
    return written !== null;
  };

  for (const [index, reply] of start.entry.replies.entries()) {
    const { state, content, to, from } = reply;
    const isDue = state === "planned" || (state === "asked" && again);
    if (!isDue || content === null) continue;
    // Somebody else is at it: what they do of it is in the ledger.
    if (!(await note(index, { ...reply, state: "asked" }))) break;
    const sent = await send({ to, from, ...content });
    if (sent.result === "unknown") {
      refusals.push(`a reply to ${to} may have been sent: ${sent.reason}`);
      break;
    }
    if (sent.result === "later") {
      refusals.push(`a reply to ${to} is not sent yet: ${sent.reason}`);
      await note(index, reply);
      break;
    }
    if (sent.result === "refused")
      refusals.push(`a reply to ${to} was refused: ${sent.reason}`);
    const sid = sent.result === "sent" ? sent.sid : null;
    await note(index, { ...reply, state: sent.result, sid, content: null });
  }
  return { kept, refusals };
}
