import {
  SCENARIOS,
  type Primary,
  type ScenarioName,
} from "../../emulator/primary/start-primary";
import { incomingParams } from "../../emulator/caller/incoming-params";
import { place, type Conversation } from "../../emulator/caller/place";
import type { TwilioEmulator } from "../../emulator/twilio-emulator";
import { SETTING_DEFAULTS } from "../../settings";
import type { TwimlChannel } from "../../twilio/check-twiml";
import { errorTitle } from "../../twilio/error-codes";

/** Where a failure was written down. */
type Journaled = "sync" | "log" | "nowhere";

/** One scenario, played: what failed, what came of it, and which law was broken. */
export interface DrillRow {
  readonly scenario: ScenarioName;
  readonly channel: TwimlChannel;
  /** What failed, in words. */
  readonly what: string;
  /** Twilio's error; null where the primary could be used. */
  readonly error: { code: number; title: string | null; detail: string } | null;
  /** What the caller heard, or the sender read, a phrase a verb. */
  readonly heard: readonly string[];
  /** Null where no fallback was called for. */
  readonly journaled: Journaled | null;
  /** How long the fallback took; null where none was called for. */
  readonly ms: number | null;
  /** The laws that the reply broke, in words; none where all is well. */
  readonly broken: readonly string[];
}

/** What a drill plays on. */
export interface Stage {
  readonly emulator: TwilioEmulator;
  readonly primary: Primary;
  /** The service's own URL. */
  readonly serviceUrl: string;
  /** Everything that the service has printed so far. */
  readonly log: readonly string[];
}

/** Plays one scenario as a call or a message. */
export async function play(
  scenario: ScenarioName,
  channel: TwimlChannel,
  { emulator, primary, serviceUrl, log }: Stage,
): Promise<DrillRow> {
  const params = incomingParams(channel, emulator.accountSid);
  const sid = params[0]?.[1] ?? "";
  const conversation = await place(
    {
      channel,
      params,
      primary: { url: primary.url(scenario, channel), method: "POST" },
      fallback: { url: `${serviceUrl}/fallback`, method: "POST" },
    },
    { authToken: emulator.authToken, ca: primary.ca },
  );
  const { error, fallback, perceived } = conversation;
  const journaled = fallback && whereIs(sid, emulator, log);
  return {
    scenario,
    channel,
    what: SCENARIOS[scenario],
    error: error && { ...error, title: errorTitle(error.code) },
    heard: perceived,
    journaled,
    ms: fallback?.ms ?? null,
    broken: brokenLaws(scenario, conversation, journaled),
  };
}

function whereIs(
  sid: string,
  { sync }: TwilioEmulator,
  log: readonly string[],
): Journaled {
  const isInSync = sync
    .listNames()
    .flatMap((name) => sync.items(name))
    .some((record) => (record as { sid?: unknown }).sid === sid);
  if (isInSync) return "sync";
  return log.some((line) => line.includes(sid)) ? "log" : "nowhere";
}

/** What must hold of every reply: valid TwiML, in time, nothing lost. */
function brokenLaws(
  scenario: ScenarioName,
  { error, fallback }: Conversation,
  journaled: Journaled | null,
): string[] {
  if (scenario === "healthy") {
    return error === null
      ? []
      : [`the primary is healthy, yet it failed: ${error.detail}`];
  }
  if (fallback === null) return ["the primary did not fail as it should"];
  const budgetMs = Number(SETTING_DEFAULTS.RESPONSE_BUDGET_MS);
  return [
    fallback.fault !== null && `the reply is not valid: ${fallback.fault}`,
    fallback.ms > budgetMs && `the reply took more than ${budgetMs} ms`,
    journaled === "nowhere" && "the failure is neither in Sync nor in the log",
  ].filter((law) => law !== false);
}
