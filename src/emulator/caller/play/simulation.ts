import type { TwimlChannel } from "../../../twilio/check-twiml";
import type { Params } from "../../../twilio/signature";
import type { Asked } from "../ask-document";
import type { Webhook } from "../webhook-client";
import type { Choose } from "./fork";
import type { Ending } from "./scene";

/** A call or a message that comes in at a number. */
export interface Incoming {
  readonly channel: TwimlChannel;
  /** The parameters of the first request, as Twilio sends them. */
  readonly params: Params;
  readonly primary: Webhook;
  /** Null where the number has none. Each later document has the same. */
  readonly fallback: Webhook | null;
}

/** One document of a call or a message: what was asked, and what came of it. */
export interface Step extends Asked {
  readonly webhook: Webhook;
  /** The call's, the leg's or the message's. */
  readonly resourceSid: string | null;
  /** What led here, as `<Gather> on line 3 of https://…`. */
  readonly by: string;
  /** What the person heard or read, a phrase a verb. */
  readonly heard: readonly string[];
  /** What is wrong with the document, though it went on. */
  readonly faults: readonly string[];
}

/** A call or a message from its first document to its end. */
export interface Simulation {
  readonly steps: readonly Step[];
  /** What was asked beside it, as a whisper or while somebody waited. */
  readonly asides: readonly Step[];
  readonly ending: Ending;
}

/** How to play. */
export interface Play {
  /** Decides where a document leaves it open; by default all goes well. */
  readonly choose?: Choose;
  /** How often the same document may come before it is a loop. */
  readonly maxVisits?: number;
}
