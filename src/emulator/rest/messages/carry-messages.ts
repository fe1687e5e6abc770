import type { Carrier, CarriedMessage } from "../../caller/carrier";
import type { StopEvent } from "../../caller/events";
import { optOutType } from "../../caller/opt-out";

/** @see https://www.twilio.com/docs/api/errors/14107 */
const MAX_REPLIES = 30;
const REPLIES_MS = 30_000;
const REPLY_LIMIT = 14107;
/** @see https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = 21610;

/** Carries messages, and knows who wants none. */
export interface MessageCarrier extends Carrier {
  /** Whether a person has told a number of ours to stop. */
  hasOptedOut(person: string, ours: string): boolean;
}

/**
 * Starts to carry: a person who wrote STOP gets nothing more until they write START, and two
 * numbers that answer each other are stopped at 30 replies in 30 seconds.
 *
 * @param keep - Takes each message, with Twilio's error code where it was not delivered.
 */
export function carryMessages(
  keep: (
    message: CarriedMessage,
    direction: "inbound" | "outbound-reply",
    errorCode: number | null,
  ) => void,
  onStop: (event: StopEvent) => void,
): MessageCarrier {
  const stopped = new Set<string>();
  const replies = new Map<string, number[]>();
  const hasOptedOut = (person: string, ours: string) =>
    stopped.has(`${person} ${ours}`);

  const isTooOften = ({ from, to }: CarriedMessage): boolean => {
    const pair = `${from} ${to}`;
    const since = Date.now() - REPLIES_MS;
    const lately = (replies.get(pair) ?? []).filter((at) => at > since);
    if (lately.length >= MAX_REPLIES) return true;
    replies.set(pair, [...lately, Date.now()]);
    return false;
  };

  const refuse = (message: CarriedMessage): number | null => {
    const { sid, from, to } = message;
    if (hasOptedOut(to, from)) return OPTED_OUT;
    if (!isTooOften(message)) return null;
    onStop({
      kind: "stop",
      at: new Date(),
      resourceSid: sid,
      code: REPLY_LIMIT,
      details: [
        ["To", from],
        ["Msg", "Reply rate limit hit"],
        ["From", to],
        ["RepliesSent", String(MAX_REPLIES)],
      ],
    });
    return REPLY_LIMIT;
  };

  return {
    hasOptedOut,
    receive: (message) => {
      const pair = `${message.from} ${message.to}`;
      const type = optOutType(message.body);
      if (type === "STOP") stopped.add(pair);
      if (type === "START") stopped.delete(pair);
      keep(message, "inbound", null);
    },
    reply: (message) => {
      const errorCode = refuse(message);
      keep(message, "outbound-reply", errorCode);
      return errorCode;
    },
  };
}
