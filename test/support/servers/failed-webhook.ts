import { newSid } from "../../../src/emulator";
import type { TwimlChannel } from "../../../src/twilio/check-twiml";
import type { Params } from "../../../src/twilio/signature";
import { twiml, type Handler } from "./backup-server";
import { captured } from "../samples/fixtures";

/** A captured fallback request, with a SID and an origin that nobody had before. */
export interface FailedWebhook {
  readonly channel: TwimlChannel;
  readonly sid: string;
  /** That of `ErrorUrl`: an incident of its own. */
  readonly origin: string;
  /** Whether the backup of `helping` has an answer to it. */
  readonly isHelped: boolean;
  readonly params: Params;
  /** What its record holds, whatever comes of it. */
  readonly facts: Readonly<Record<string, unknown>>;
}

const CAPTURED = {
  voice: captured("voice-fallback-11200"),
  messaging: captured("message-fallback-11210"),
};
const MASKED = { voice: "+2••••5006", messaging: "+1••••••0199" };
const IS_SID = /^(Call|Message|Sms|SmsMessage)Sid$/;

/** The answer to a webhook that is helped; its URL is relative. */
const HELP = {
  voice: '<Response><Gather action="/menu?a=1&amp;b=2"/></Response>',
  messaging:
    '<Response><Message action="/menu?a=1&amp;b=2">Hi</Message></Response>',
};

/** Makes one. */
export function failedWebhook(
  channel: TwimlChannel,
  isHelped: boolean,
): FailedWebhook {
  const request = CAPTURED[channel];
  const sid = newSid(channel === "voice" ? "CA" : "SM");
  const origin = `https://${sid.slice(-12)}.example.com`;
  const errorUrl = `${origin}/${channel}/${isHelped ? "helped" : "unknown"}`;
  const replaced = {
    ErrorUrl: `${errorUrl}?token=s3crettoken`,
    // Whoever was told within the hour is told nothing.
    ...(channel === "messaging" && { From: newPerson() }),
  };
  return {
    channel,
    sid,
    origin,
    isHelped,
    params: Object.entries({ ...request, ...replaced }).map(
      ([name, value]) => [name, IS_SID.test(name) ? sid : value] as const,
    ),
    facts: {
      v: 1,
      at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      source: "fallback",
      channel,
      errorCode: Number(request["ErrorCode"]),
      errorUrl,
      sid,
      accountSid: request["AccountSid"],
      from: MASKED[channel],
      to: request["To"],
      person: expect.stringMatching(/^[\da-f]{16}$/) as string,
      ms: expect.any(Number) as number,
    },
  };
}

let persons = 0;

/** A number that is masked as the captured one is. */
function newPerson(): string {
  persons = (persons + 1) % 1000;
  return `+1343${String(persons).padStart(3, "0")}0199`;
}

/** A backup's application, which answers no signature but Twilio's, and helps where it can. */
export const help: Handler = (asked, response) => {
  const [, channel, page] = asked.path.split(/[/?]/);
  if (!asked.isValid) response.writeHead(403).end();
  else if (page !== "helped") response.writeHead(404).end();
  else twiml(HELP[channel as TwimlChannel])(asked, response);
};

/** Its answer, as it is relayed from `base`. */
export function relayedHelp(channel: TwimlChannel, base: string): string {
  return HELP[channel].replace('"/', `"${base}/`);
}
