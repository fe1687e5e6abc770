import { setTimeout as sleep } from "node:timers/promises";
import {
  askFallback,
  failedParams,
  incomingParams,
  perceive,
} from "../../emulator";
import type { SdkAccess } from "../account/twilio-sdk";
import { asRehearsal, rehearsedOrigin } from "../drill/deployed/rehearsal";

/** What the deployed service answered to one failed call. */
export type Answered =
  | {
      readonly result: "answered";
      readonly heard: readonly string[];
      readonly ms: number;
    }
  | { readonly result: "failed"; readonly reason: string }
  /** An API key cannot sign as Twilio does. */
  | { readonly result: "not-asked" };

/** A new deployment can take a moment to be there everywhere. */
const TRIES = 3;
const BETWEEN_TRIES_MS = 2000;
const HTTP_RETRIEVAL_FAILURE = 11200;

/** Asks a service once, as if a call had failed: signed, and as a rehearsal. */
export async function askService(
  url: string,
  { accountSid, user, password }: SdkAccess,
): Promise<Answered> {
  if (user !== accountSid) return { result: "not-asked" };
  let answered = await ask(url, accountSid, password);
  for (let tried = 1; tried < TRIES && answered.result === "failed"; tried++) {
    await sleep(BETWEEN_TRIES_MS);
    answered = await ask(url, accountSid, password);
  }
  return answered;
}

async function ask(
  url: string,
  accountSid: string,
  authToken: string,
): Promise<Answered> {
  const params = failedParams(
    incomingParams("voice", accountSid),
    HTTP_RETRIEVAL_FAILURE,
    `${rehearsedOrigin()}/voice`,
  );
  const { answer, fault, ms } = await askFallback(
    { url: `${url}/fallback`, method: "POST" },
    asRehearsal(params),
    "voice",
    { authToken },
  );
  return fault === null
    ? { result: "answered", heard: perceive(answer, "voice"), ms }
    : { result: "failed", reason: fault };
}
