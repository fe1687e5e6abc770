import pLimit from "p-limit";
import { askFallback, perceive, type ReadAnswer } from "../../../emulator";
import { UserError } from "../../user-error";
import type { Rehearsal } from "./rehearsal";

/** A rehearsal, and what the service answered. */
export interface Rehearsed {
  readonly rehearsal: Rehearsal;
  readonly answer: ReadAnswer;
  /** What the caller would have heard, or the sender read, a phrase a verb. */
  readonly heard: readonly string[];
  /** Why the reply is no valid TwiML of the channel; null where it is. */
  readonly fault: string | null;
  /** The whole time, with the network's. */
  readonly ms: number;
}

/** A service has 30 invocations at a time, which its callers need. */
const AT_A_TIME = 4;

/**
 * Has the service answer rehearsals, in order and a few at a time, and yields what came of each.
 * The first goes alone.
 *
 * @throws UserError where the service does not take our signature.
 */
export async function* rehearse(
  rehearsals: readonly Rehearsal[],
  target: string,
  login: { readonly accountSid: string; readonly authToken: string },
): AsyncGenerator<Rehearsed> {
  const [first, ...rest] = rehearsals;
  if (first === undefined) return;
  yield await play(first, target, login);
  const limit = pLimit(AT_A_TIME);
  const replies = rest.map((one) => limit(play, one, target, login));
  // One that is refused ends all: the others are waited for by nobody.
  void Promise.allSettled(replies);
  for (const reply of replies) yield await reply;
}

async function play(
  rehearsal: Rehearsal,
  target: string,
  { accountSid, authToken }: { accountSid: string; authToken: string },
): Promise<Rehearsed> {
  const { channel, method, params } = rehearsal;
  const { answer, fault, ms } = await askFallback(
    { url: `${target}/fallback`, method },
    params,
    channel,
    { authToken },
  );
  if (answer.kind === "failure" && /^HTTP 40[13]$/.test(answer.detail)) {
    throw new UserError(
      `${target} refuses what is signed with this auth token (${answer.detail}): check that the service is one of account ${accountSid}, and that TWILIO_AUTH_TOKEN is that account's primary auth token; where it was changed lately, deploy again.`,
    );
  }
  return { rehearsal, answer, heard: perceive(answer, channel), fault, ms };
}
