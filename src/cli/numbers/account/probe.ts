import type { TwimlChannel } from "../../../twilio/check-twiml";
import type { SdkAccess } from "../../account/twilio-sdk";
import type { Channel } from "./kinds/kind";
import type { Outside } from "./session";
import { isServiceHost, isStaticDocument } from "./static-document";

/** A fallback that is asked whether it works. */
export interface Probed {
  readonly url: string;
  readonly method: "GET" | "POST";
}

/** The error that the fallback is told of: an HTTP retrieval failure. */
const ERROR_CODE = 11200;

/** What Twilio takes for TwiML, or speaks or plays as it stands. */
const TAKEN_TYPE =
  /^\s*((text|application)\/([\w.-]+\+)?xml|text\/(html|plain)|audio\/)/i;

/**
 * Asks a fallback for its answer to a failure that did not happen, signed and marked as a
 * rehearsal. Returns why it would not do, null where it would.
 */
export async function rehearse(
  { url, method }: Probed,
  channel: TwimlChannel,
  { accountSid, password: authToken }: SdkAccess,
  { askFallback }: Outside,
): Promise<string | null> {
  const { failedParams, incomingParams } = await import("../../../emulator");
  const { asRehearsal, rehearsedOrigin } =
    await import("../../drill/deployed/rehearsal");
  const params = failedParams(
    incomingParams(channel, accountSid),
    ERROR_CODE,
    `${rehearsedOrigin()}/${channel}`,
  );
  const { fault } = await askFallback(
    { url, method },
    asRehearsal(params),
    channel,
    { authToken },
  );
  return fault;
}

/** Whether these credentials can sign as Twilio does. */
export function canSign({ accountSid, user }: SdkAccess): boolean {
  return user === accountSid;
}

/** Whether a fallback is asked by a rehearsal that has to be signed. */
export function needsSignature(url: string): boolean {
  return isServiceHost(new URL(url)) && !isStaticDocument(new URL(url));
}

/**
 * Whether a fallback works, as far as can be told without doing harm: on a service's domain a
 * rehearsal, elsewhere its head. Returns why it does not, null where it may.
 */
export async function probe(
  probed: Probed,
  channel: Channel,
  access: SdkAccess,
  outside: Outside,
): Promise<string | null> {
  const url = new URL(probed.url);
  if (isServiceHost(url) && channel !== "task")
    return rehearse(probed, channel, access, outside);
  const head = await outside.askHead(url);
  if ("cause" in head) return `it does not answer (${head.cause})`;
  const { status, type } = head;
  // Who takes POST alone may refuse a HEAD, and who checks signatures does.
  if (status >= 500 || status === 404 || status === 410)
    return `it answers ${status}`;
  const isTaken = channel === "task" || type === null || TAKEN_TYPE.test(type);
  return status >= 200 && status < 300 && !isTaken
    ? `it answers ${type}, which is no TwiML`
    : null;
}
