import { incomingParams } from "../../../emulator/caller/incoming-params";
import { perceive } from "../../../emulator/caller/perceive";
import { readAnswer } from "../../../emulator/caller/read-answer";
import { checkTwiml, type TwimlChannel } from "../../../twilio/check-twiml";
import {
  sendHttp,
  type HttpOutcome,
  type HttpRequest,
} from "../../../twilio/http";
import { MAX_TWIML_BYTES } from "../../../twilio/limits";
import { FORM_TYPE } from "../../../twilio/rest";
import { signRequest } from "../../../twilio/signature";
import { UserError } from "../../user-error";
import { asRehearsal } from "./rehearsal";

/** What a service shows to somebody who is not Twilio. */
export interface Door {
  /** What must hold, in words. */
  readonly what: string;
  /** What came, in words. */
  readonly found: string;
  /** What was heard or read of it, a phrase a verb. */
  readonly heard: readonly string[];
  /** What does not hold, in words; none where all is well. */
  readonly broken: readonly string[];
}

/** As long as Twilio waits. */
const TIMEOUT_MS = 15_000;

/** An auth token that is nobody's. */
const WRONG_TOKEN = "not the auth token";

/**
 * Asks a service for what it shows without a signature or a token. Yields each as it is known.
 *
 * @throws UserError where there is no service to ask.
 */
export async function* knock(
  target: string,
  accountSid: string,
  channels: readonly TwimlChannel[],
): AsyncGenerator<Door> {
  const url = new URL("/fallback", target);
  const params = asRehearsal(incomingParams("voice", accountSid));
  const post = (headers: Record<string, string>) =>
    ask(url, {
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
    yield document(path, channel, await ask(new URL(path, target)));
  }
  yield feed(await ask(new URL("/incidents", target)));
}

function ask(
  url: URL,
  request: Pick<HttpRequest, "method" | "headers" | "body"> = {
    method: "GET",
    headers: {},
  },
): Promise<HttpOutcome> {
  return sendHttp({
    ...request,
    url,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_TWIML_BYTES,
  });
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

function refusal(what: string, outcome: HttpOutcome): Door {
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

function document(
  path: string,
  channel: TwimlChannel,
  outcome: HttpOutcome,
): Door {
  const what = `${path} is served to anyone`;
  const found = wordsFor(outcome);
  if (outcome.kind !== "response" || outcome.status !== 200)
    return {
      what,
      found,
      heard: [],
      broken: [`expected 200, and got ${found}: deploy again`],
    };
  const type = outcome.headers["content-type"] ?? "none";
  const text = outcome.body.toString();
  const fault = checkTwiml(text, channel);
  return {
    what,
    found: type,
    heard: perceive(
      readAnswer({
        ...outcome,
        kind: "answer",
        contentType: type,
        location: null,
        url: path,
      }),
      channel,
    ),
    broken: [
      !/^(text|application)\/xml\s*(;|$)/i.test(type) &&
        `expected the type text/xml or application/xml, and got ${type}`,
      fault !== null &&
        `it is not valid for ${channel}: line ${fault.line}: ${fault.reason}`,
    ].filter((one) => one !== false),
  };
}

function feed(outcome: HttpOutcome): Door {
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

function statusOf(outcome: HttpOutcome): number | null {
  return outcome.kind === "response" ? outcome.status : null;
}

function wordsFor(outcome: HttpOutcome): string {
  switch (outcome.kind) {
    case "response":
      return String(outcome.status);
    case "unreachable":
      return outcome.cause;
    case "timeout":
      return `no answer in ${TIMEOUT_MS / 1000} s`;
    case "too-large":
      return `more than ${MAX_TWIML_BYTES / 1024} KiB`;
  }
}
