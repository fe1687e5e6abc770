import { setTimeout as sleep } from "node:timers/promises";
import type { Twilio } from "twilio";
import type { Webhook } from "../../../emulator";

/** A call to place: who is rung, from which number of ours, and what Twilio asks. */
export interface CallPlan {
  readonly to: string;
  readonly from: string;
  readonly primary: Webhook;
  readonly fallback: Webhook;
}

/** A call that is over. */
export interface RungCall {
  readonly sid: string;
  /** As Twilio has it: `completed`, `busy`, `no-answer` and the like. */
  readonly status: string;
  /** When somebody answered; null where nobody did. */
  readonly answeredAt: Date | null;
  readonly seconds: number;
}

const OVER = ["completed", "busy", "failed", "no-answer", "canceled"];
const LOOK_EVERY_MS = 1000;
/** Ringing, and the words after it, take less. */
const MAX_LOOKS = 180;

/** Rings a phone, and waits until the call is over. */
export async function ring(
  { to, from, primary, fallback }: CallPlan,
  sdk: Twilio,
): Promise<RungCall> {
  const { sid } = await sdk.calls.create({
    to,
    from,
    url: primary.url,
    method: primary.method,
    fallbackUrl: fallback.url,
    fallbackMethod: fallback.method,
  });
  for (let looks = 1; ; looks++) {
    const call = await sdk.calls(sid).fetch();
    if (OVER.includes(call.status) || looks === MAX_LOOKS) {
      const isAnswered = call.status === "completed";
      return {
        sid,
        status: call.status,
        answeredAt: isAnswered ? call.startTime : null,
        seconds: Number(call.duration),
      };
    }
    await sleep(LOOK_EVERY_MS);
  }
}
