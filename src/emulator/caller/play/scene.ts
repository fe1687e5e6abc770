import type { TwimlChannel } from "../../../twilio/check-twiml";
import type { Params } from "../../../twilio/signature";
import type { XmlElement } from "../../../xml/parse-tree";
import { textIn } from "../elements";
import type { TwimlDocument } from "../read-answer";
import type { Webhook, WebhookClient } from "../webhook-client";
import type { Choose } from "./fork";

/** A document while it is executed. */
export interface Scene {
  readonly channel: TwimlChannel;
  readonly document: TwimlDocument;
  /** What requests about this call or message carry. */
  readonly params: Params;
  readonly client: WebhookClient;
  readonly choose: Choose;
  /** Notes what the person hears or reads. */
  readonly hear: (phrase: string) => void;
  /** Notes what is wrong with the document, though it goes on. */
  readonly fault: (line: number, detail: string) => void;
  /** Plays documents to somebody beside the call, as a whisper; says how that ended. */
  readonly playAside: (webhook: Webhook, params: Params) => Promise<Ending>;
}

/** What follows a verb: another document, or the end. */
export type Next = Lead | Ending;

/** The next document. */
export interface Lead {
  readonly kind: "leads";
  readonly webhook: Webhook;
  /** All that is sent. */
  readonly params: Params;
  /** What led there, as `<Gather> on line 3 of https://…`. */
  readonly by: string;
  /** Whether nobody is there any more to whom its answer could be played. */
  readonly isOver?: boolean;
}

/** How it ended. */
export interface Ending {
  readonly kind: "ends";
  /** `hangs up` and `rejects` are verbs; a `loop` would never end. */
  readonly how: "hangs up" | "rejects" | "is over" | "fails" | "loop";
  /** What went wrong, with Twilio's code where there is one; null where nothing did. */
  readonly error: {
    readonly code: number | null;
    readonly detail: string;
  } | null;
}

/** Executes one verb. Null where the next one follows. */
export type Verb = (verb: XmlElement, scene: Scene) => Promise<Next | null>;

/** An end where all is well. */
export function ends(how: "hangs up" | "rejects" | "is over"): Ending {
  return { kind: "ends", how, error: null };
}

/** Where a verb stands, for a person. */
function placeOf({ name, line }: XmlElement, { document }: Scene): string {
  return `<${name}> on line ${line} of ${document.url}`;
}

/**
 * The document to which a verb leads by an attribute, or by its text. One that names none means
 * this document again.
 */
export function leadTo(
  verb: XmlElement,
  from: "action" | "text",
  params: Params,
  scene: Scene,
): Next {
  const written = from === "text" ? textIn(verb) : verb.attributes["action"];
  const by = placeOf(verb, scene);
  const webhook = webhookAt(
    written?.trim() ?? "",
    verb.attributes["method"],
    scene,
  );
  if (webhook === null) {
    const error = { code: 11100, detail: `${by}: ${written ?? ""} is no URL` };
    return { kind: "ends", how: "fails", error };
  }
  return { kind: "leads", webhook, params, by };
}

/** A URL of a document as it is requested; null where it is none. */
export function webhookAt(
  written: string,
  method: string | undefined,
  { document }: Scene,
): Webhook | null {
  if (!URL.canParse(written, document.url)) return null;
  return {
    url: written === "" ? document.url : new URL(written, document.url).href,
    method: method?.toUpperCase() === "GET" ? "GET" : "POST",
  };
}
