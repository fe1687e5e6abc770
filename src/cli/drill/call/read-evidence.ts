import { setTimeout as sleep } from "node:timers/promises";
import type { Twilio } from "twilio";
import { checkTwiml } from "../../../twilio/check-twiml";
import { perceive, readAnswer } from "../../../emulator";
import type { RungCall } from "./ring";

/** One webhook of a call, as Twilio tells of it. */
export interface CallWebhook {
  readonly url: string;
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly contentType: string;
  readonly body: string;
  /** When the answer was there. */
  readonly answeredAt: Date;
}

/** What the fallback was asked and answered in a call. */
export interface CallEvidence {
  readonly webhooks: readonly CallWebhook[];
  /** Null where Twilio tells of no request to the fallback. */
  readonly fallback: CallWebhook | null;
  readonly errorCode: number | null;
  /** From answering the phone to the fallback's answer. */
  readonly secondsToFirstWord: number | null;
  readonly heard: readonly string[];
  /** Why the answer is no valid TwiML; null where it is. */
  readonly fault: string | null;
}

/** Twilio's list of a call's webhooks comes a little later. */
const LOOKS = 10;
const LOOK_EVERY_MS = 1000;

/** Reads what Twilio did in a call. */
export async function readEvidence(
  { sid, answeredAt }: RungCall,
  fallbackUrl: string,
  sdk: Twilio,
): Promise<CallEvidence> {
  const webhooks = await readWebhooks(sid, fallbackUrl, sdk);
  const fallback = webhooks.find((one) => isOf(one, fallbackUrl)) ?? null;
  if (fallback === null) {
    const nothing = { errorCode: null, secondsToFirstWord: null, heard: [] };
    return { webhooks, fallback, ...nothing, fault: null };
  }
  const { body, contentType, parameters } = fallback;
  const answer = readAnswer(
    {
      status: fallback.status ?? 0,
      headers: { "content-type": contentType },
      body: Buffer.from(body),
      url: fallbackUrl,
    },
    "voice",
  );
  const fault = checkTwiml(body, "voice");
  const ms = answeredAt && fallback.answeredAt.getTime() - answeredAt.getTime();
  return {
    webhooks,
    fallback,
    errorCode: Number(parameters["ErrorCode"]) || null,
    secondsToFirstWord: ms === null ? null : Math.max(0, ms / 1000),
    heard: perceive(answer, "voice"),
    fault: fault && `line ${fault.line}: ${fault.reason}`,
  };
}

async function readWebhooks(
  sid: string,
  fallbackUrl: string,
  sdk: Twilio,
): Promise<CallWebhook[]> {
  for (let looks = 1; ; looks++) {
    const events = await sdk.calls(sid).events.list();
    const webhooks = events.map(({ request, response }) =>
      toWebhook(request, response),
    );
    const isThere = webhooks.some((one) => isOf(one, fallbackUrl));
    if (isThere || looks === LOOKS) return webhooks;
    await sleep(LOOK_EVERY_MS);
  }
}

function isOf({ url }: CallWebhook, fallbackUrl: string): boolean {
  const wanted = new URL(fallbackUrl);
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return origin === wanted.origin && pathname === wanted.pathname;
}

/** Twilio documents both sides as objects, and no more. */
function toWebhook(request: unknown, response: unknown): CallWebhook {
  const asked = (request ?? {}) as Record<string, unknown>;
  const came = (response ?? {}) as Record<string, unknown>;
  const parameters = Object.entries(
    (asked["parameters"] ?? {}) as Record<string, unknown>,
  );
  const at = Date.parse(text(came["date_created"]));
  return {
    url: text(asked["url"]),
    method: text(asked["method"]),
    parameters: Object.fromEntries(
      parameters.map(([name, value]) => [name, text(value)]),
    ),
    status: Number(came["response_code"]) || null,
    contentType: text(came["content_type"]),
    body: text(came["response_body"]),
    answeredAt: new Date(at + (Number(came["request_duration"]) || 0)),
  };
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number"
    ? String(value)
    : "";
}
