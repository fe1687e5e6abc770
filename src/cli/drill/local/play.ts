import { incomingParams, simulate, type Step } from "../../../emulator";
import type { JournalRecord } from "../../../journal/record";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { errorTitle } from "../../../twilio/error-codes";
import { brokenLaws, type Journaled } from "../laws";
import type { Told } from "./on-call";
import type { Scenario } from "./scenarios";
import type { Stage } from "./stage";

/** One document that was asked for, and what came of it. */
export interface DrillStep {
  readonly url: string;
  /** Twilio's error; null where the document could be used. */
  readonly error: { code: number; title: string | null; detail: string } | null;
  /** What the caller heard, or the sender read, a phrase a verb. */
  readonly heard: readonly string[];
  /** How long the fallback took; null where it was not asked. */
  readonly ms: number | null;
}

/** One scenario, played: what failed, what came of it, and which law was broken. */
export interface DrillRow extends Pick<DrillStep, "error" | "heard" | "ms"> {
  readonly scenario: string;
  readonly channel: TwimlChannel;
  /** What failed, in words. */
  readonly what: string;
  /** Null where no fallback was called for. */
  readonly journaled: Journaled | null;
  /** How it ended, by the journal; null where nothing was journaled in Sync. */
  readonly outcome: JournalRecord["outcome"] | null;
  readonly recoveredBy: string | null;
  readonly attempts: JournalRecord["attempts"];
  /** By which channels somebody was told; by none where it was known already. */
  readonly alerted: readonly Told["channel"][];
  readonly steps: readonly DrillStep[];
  /** The laws that a reply broke, in words; none where all is well. */
  readonly broken: readonly string[];
}

/** Plays one scenario as a call or a message, from its first document to its last. */
export async function play(
  scenario: Scenario,
  channel: TwimlChannel,
  stage: Stage,
): Promise<DrillRow> {
  const { emulator, primary, onCall, serviceWith, log } = stage;
  const params = incomingParams(channel, emulator.accountSid);
  const sid = params[0]?.[1] ?? "";
  const service = await serviceWith(scenario.backups);
  const { steps } = await simulate(
    {
      channel,
      params,
      primary: {
        url: await scenario.primaryUrl(stage, channel),
        method: "POST",
      },
      fallback: { url: `${service}/fallback`, method: "POST" },
    },
    { authToken: emulator.authToken, ca: primary.ca },
  );
  const record = findRecord(sid, stage);
  const failed = steps.find(({ fallback }) => fallback);
  const journaled = failed ? whereIs(sid, record, log) : null;
  const drillSteps = steps.map(drillStep);
  return {
    scenario: scenario.name,
    channel,
    what: scenario.what,
    error: drillSteps.find(({ error }) => error !== null)?.error ?? null,
    heard: drillSteps.flatMap(({ heard }) => heard),
    ms: failed?.fallback?.ms ?? null,
    journaled,
    outcome: record?.outcome ?? null,
    recoveredBy: record?.recoveredBy ?? null,
    attempts: record?.attempts ?? [],
    alerted: onCall.takeNews().map(({ channel }) => channel),
    steps: drillSteps,
    broken: brokenLaws(scenario, steps, journaled, record),
  };
}

function drillStep({ webhook, error, heard, fallback }: Step): DrillStep {
  return {
    url: webhook.url,
    error: error && { ...error, title: errorTitle(error.code) },
    heard,
    ms: fallback?.ms ?? null,
  };
}

function findRecord(
  sid: string,
  { emulator: { sync } }: Stage,
): JournalRecord | null {
  const records = sync
    .listNames()
    .flatMap((name) => sync.items(name)) as JournalRecord[];
  return records.find((record) => record.sid === sid) ?? null;
}

function whereIs(
  sid: string,
  record: JournalRecord | null,
  log: readonly string[],
): Journaled {
  if (record !== null) return "sync";
  return log.some((line) => line.includes(sid)) ? "log" : "nowhere";
}
