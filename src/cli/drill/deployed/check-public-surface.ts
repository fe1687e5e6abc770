import { incomingParams } from "../../../emulator";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import type { HttpOutcome } from "../../../http/send-http";
import { FORM_TYPE } from "../../../twilio/rest";
import { signRequest } from "../../../twilio/signature";
import { UserError } from "../../user-error";
import { askUnsigned, statusOf, wordsFor } from "./ask-unsigned";
import { checkErrorDocument } from "./check-error-document";
import type { Check } from "./check";
import { asRehearsal } from "./rehearsal";

/** An auth token that is nobody's. */
const WRONG_TOKEN = "not the auth token";

/**
 * Asks a service for what it shows without a signature or a token. Yields each as it is known.
 *
 * @throws UserError where there is no service to ask.
 */
export async function* checkPublicSurface(
  target: string,
  accountSid: string,
  channels: readonly TwimlChannel[],
): AsyncGenerator<Check> {
  const url = new URL("/fallback", target);
  const params = asRehearsal(incomingParams("voice", accountSid));
  const post = (headers: Record<string, string>) =>
    askUnsigned(url, {
      method: "POST",
      headers: { ...headers, "Content-Type": FORM_TYPE },
      body: new URLSearchParams([...params]).toString(),
    });

  const unsigned = await post({});
  refuseWhereNothingIs(unsigned, target);
  yield refusal("an unsigned request is refused", unsigned);
  const signature = signRequest(WRONG_TOKEN, url.href, params);
  const forged = await post({ "X-Twilio-Signature": signature });
  yield refusal("a wrongly signed request is refused", forged);
  for (const channel of channels) {
    const path = `/${channel}-error.xml`;
    yield checkErrorDocument(
      path,
      channel,
      await askUnsigned(new URL(path, target)),
    );
  }
  yield feed(await askUnsigned(new URL("/incidents", target)));
}

function refuseWhereNothingIs(outcome: HttpOutcome, target: string): void {
  if (outcome.kind === "unreachable" || outcome.kind === "timeout") {
    throw new UserError(
      `${target} cannot be reached (${wordsFor(outcome)}): check the domain, which npm run deploy prints, and the network.`,
    );
  }
  if (outcome.status === 404) {
    throw new UserError(
      `${target} answers 404 to /fallback: nothing is deployed there. Check the domain, or deploy with npm run deploy, which prints it.`,
    );
  }
}

function refusal(what: string, outcome: HttpOutcome): Check {
  const isRefused = statusOf(outcome) === 403 || statusOf(outcome) === 401;
  return {
    what,
    found: wordsFor(outcome),
    heard: [],
    broken: isRefused
      ? []
      : [
          `expected 403, and got ${wordsFor(outcome)}: is it deployed as fallback.protected.js? Without the check, anyone can write into the journal and alert you`,
        ],
  };
}

function feed(outcome: HttpOutcome): Check {
  const isClosed = statusOf(outcome) === 401 || statusOf(outcome) === 404;
  return {
    what: "/incidents shows nothing without the token",
    found: wordsFor(outcome),
    heard: [],
    broken: isClosed
      ? []
      : [`expected 401 or 404, and got ${wordsFor(outcome)}`],
  };
}
