/** One of the two parties of a call or a message. */
export type Side = "from" | "to";

/** What Twilio says of how a call or a message came about; null where it says nothing. */
export interface Passage {
  readonly isMessage: boolean;
  readonly from: string | null;
  /** Twilio's `Direction`, as `inbound` or `outbound-api`. */
  readonly direction: string | null;
  /** The call that this one is a leg of. */
  readonly parentCallSid: string | null;
  readonly messageStatus: string | null;
  readonly smsStatus: string | null;
}

/** The directions of what we sent ourselves. The leg of a forwarded call is none of them. */
const SENT_BY_US = new Set(["outbound-api", "outbound-call", "outbound-reply"]);

/** Whoever calls from a client, a SIP phone or a SIM of ours calls a stranger. */
const OWN_DEVICE = /^(client|sips?|sim):|@/i;

/**
 * The side whose number is surely ours; null where neither is: a wrong guess would show a
 * stranger's. Both parties of a forwarded call are strangers.
 */
export function ourSide(passage: Passage): Side | null {
  const { isMessage, from, direction, messageStatus, smsStatus } = passage;
  if (passage.parentCallSid !== null || OWN_DEVICE.test(from ?? ""))
    return null;
  const status = messageStatus ?? smsStatus;
  const wasSent = status !== null && status !== "received";
  if (direction !== null && SENT_BY_US.has(direction)) return "from";
  if (wasSent) return isMessage && direction === null ? "from" : null;
  if (direction === "inbound") return "to";
  const cameIn = isMessage && direction === null && messageStatus === null;
  return cameIn ? "to" : null;
}

/** The side of the person, who may be on neither side's phone for sure: then a best guess. */
export function personSide(passage: Passage): Side {
  switch (ourSide(passage)) {
    case "to":
      return "from";
    case "from":
      return "to";
    case null:
      return passage.direction?.startsWith("outbound") ? "to" : "from";
  }
}
