import fc from "fast-check";
import { ourSide, personSide } from "../../src/journal/our-side";
import { readRequest } from "../../src/invocation/failed-request";
import { journalRecord } from "../../src/journal/record";
import { clockAt } from "../support/samples/clock-at";

const STRANGER = "+14155550123";
const OURS = "+15550001111";
const MASKED = "+1••••••0123";

/** What the journal shows of the parties of a request. */
function shown(params: Record<string, string>) {
  const { failure } = readRequest(params);
  const { from, to } = journalRecord(
    failure,
    { outcome: "apologized", attempts: [] },
    clockAt(0, 1),
    { pii: "masked", authToken: null },
  );
  return { from, to };
}

describe("the number that a record shows", () => {
  it.each<[string, Record<string, string>, string | null, string | null]>([
    [
      "a call that came in",
      { CallSid: "CA1", Direction: "inbound", From: STRANGER, To: OURS },
      MASKED,
      OURS,
    ],
    [
      "a message that came in",
      { MessageSid: "SM1", SmsStatus: "received", From: STRANGER, To: OURS },
      MASKED,
      OURS,
    ],
    [
      "a call of ours",
      { CallSid: "CA1", Direction: "outbound-api", From: OURS, To: STRANGER },
      OURS,
      MASKED,
    ],
    [
      "the callback of our message",
      {
        MessageSid: "SM1",
        MessageStatus: "delivered",
        From: OURS,
        To: STRANGER,
      },
      OURS,
      MASKED,
    ],
    [
      "the callback of our WhatsApp message",
      {
        MessageSid: "SM1",
        SmsStatus: "read",
        From: `whatsapp:${OURS}`,
        To: `whatsapp:${STRANGER}`,
      },
      `whatsapp:${OURS}`,
      `whatsapp:${MASKED}`,
    ],
    [
      "a callback that says inbound all the same",
      {
        MessageSid: "SM1",
        Direction: "inbound",
        MessageStatus: "delivered",
        From: STRANGER,
        To: STRANGER,
      },
      MASKED,
      MASKED,
    ],
    [
      "the leg of a forwarded call",
      {
        CallSid: "CA1",
        ParentCallSid: "CA2",
        Direction: "outbound-dial",
        From: STRANGER,
        To: STRANGER,
      },
      MASKED,
      MASKED,
    ],
    [
      "a call from a client",
      {
        CallSid: "CA1",
        Direction: "inbound",
        From: "client:alice",
        To: STRANGER,
      },
      "client:a•••",
      MASKED,
    ],
    [
      "a call from a SIP phone",
      {
        CallSid: "CA1",
        Direction: "inbound",
        From: "sip:alice@example.com",
        To: STRANGER,
      },
      "sip:a•••@example.com",
      MASKED,
    ],
    [
      "a call whose direction is not said",
      { CallSid: "CA1", From: STRANGER, To: STRANGER },
      MASKED,
      MASKED,
    ],
  ])("of %s is ours alone", (_, params, from, to) => {
    expect(shown(params)).toEqual({ from, to });
  });
});

const passages = fc.record({
  isMessage: fc.boolean(),
  from: fc.constantFrom(
    STRANGER,
    `whatsapp:${STRANGER}`,
    "client:alice",
    "CLIENT:alice",
    "sip:alice@example.com",
    "sips:alice@example.com",
    "anonymous",
    null,
  ),
  direction: fc.constantFrom(
    "inbound",
    "outbound-api",
    "outbound-call",
    "outbound-reply",
    "outbound-dial",
    "trunking-terminating",
    "INBOUND",
    null,
  ),
  parentCallSid: fc.constantFrom("CA2", null),
  messageStatus: fc.constantFrom("received", "delivered", "failed", null),
  smsStatus: fc.constantFrom("received", "sent", null),
});

describe("our side", () => {
  it("is none of a leg, nor of a call from a device of ours", () => {
    fc.assert(
      fc.property(passages, (passage) => {
        const isDevice = /^(client|sip)/i.test(passage.from ?? "");
        fc.pre(passage.parentCallSid !== null || isDevice);
        expect(ourSide(passage)).toBeNull();
      }),
    );
  });

  it("is the one that Twilio's own words leave no doubt of", () => {
    fc.assert(
      fc.property(passages, (passage) => {
        const { direction, isMessage, messageStatus, smsStatus } = passage;
        const side = ourSide(passage);
        if (side === null) return;
        const status = messageStatus ?? smsStatus ?? "received";
        const isSent = direction?.startsWith("outbound-") ?? false;
        if (side === "to") {
          expect(isSent).toBe(false);
          expect(status).toBe("received");
          expect(direction ?? (isMessage && messageStatus)).toBe(
            direction === null ? null : "inbound",
          );
        } else {
          expect(direction).not.toBe("inbound");
          expect(direction).not.toBe("outbound-dial");
          expect(isSent || (isMessage && status !== "received")).toBe(true);
        }
      }),
    );
  });

  it("is never the person's", () => {
    fc.assert(
      fc.property(passages, (passage) => {
        expect(personSide(passage)).not.toBe(ourSide(passage));
      }),
    );
  });
});
