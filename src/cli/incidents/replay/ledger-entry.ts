import type { Reply } from "./read-replies";

/** How far a reply is. `asked` may have been sent. */
export type ReplyState = "planned" | "asked" | "sent" | "refused";

/** A reply in the ledger. What it says is kept until it is sent. */
export interface LedgerReply extends Pick<Reply, "to" | "from"> {
  readonly state: ReplyState;
  /** Of the message that was sent. */
  readonly sid: string | null;
  /** Null once it is sent, or was refused for good. */
  readonly content: Pick<Reply, "body" | "media" | "statusCallback"> | null;
}

/** One webhook in the ledger: an item of a Sync Map. */
export interface LedgerEntry {
  /** `asked`: the request may have left, and no answer was seen. */
  readonly state: "asked" | "delivered" | "refused";
  /** When it came to this state, in ISO 8601. */
  readonly at: string;
  /** That of the answer; null where none came. */
  readonly status: number | null;
  readonly replies: readonly LedgerReply[];
  /** Why the replies cannot be carried out; absent where they can. */
  readonly unusable?: string;
}

/** An entry as Sync holds it. */
export interface KeptEntry {
  readonly entry: LedgerEntry;
  /** What `If-Match` needs. */
  readonly revision: string;
}
