import {
  incomingParams,
  newNumber,
  simulate,
  type Simulation,
  type Step,
} from "../../../emulator";
import type { JournalRecord } from "../../../journal/record";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { errorTitle } from "../../../twilio/error-codes";
import { brokenLaws, type Journaled } from "./judge-scenario";
import type { Told } from "./on-call";
import type { Expected, Outcome, Scenario } from "./scenarios";
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
  /** How its first failure ended, by the journal; null where nothing was journaled in Sync. */
  readonly outcome: Outcome | null;
  readonly recoveredBy: string | null;
  readonly attempts: JournalRecord["attempts"];
  /** By which notifiers somebody was told; by none where it was known already. */
  readonly alerted: readonly Told["notifier"][];
  readonly steps: readonly DrillStep[];
  /** The laws that a reply broke, in words; none where all is well. */
  readonly broken: readonly string[];
}

/** Plays one scenario as a call or a message, from its first document to its last. */
export async function play(
  name: string,
  scenario: Scenario,
  channel: TwimlChannel,
  expected: Expected,
  stage: Stage,
): Promise<DrillRow> {
  const simulations = await simulateAll(scenario, channel, stage);
  const steps = simulations.flatMap(({ steps, asides }) => [
    ...steps,
    ...asides,
  ]);
  const failed = steps.filter(({ fallback }) => fallback !== null);
  const records = findRecords(failed, stage);
  const journaled = failed.length === 0 ? null : where(failed, records, stage);
  const outcomes = records.map(({ outcome }) => outcome);
  const played = { simulations, steps, journaled, outcomes };
  const drillSteps = steps.map(drillStep);
  return {
    scenario: name,
    channel,
    what: scenario.what,
    error: drillSteps.find(({ error }) => error !== null)?.error ?? null,
    heard: drillSteps.flatMap(({ heard }) => heard),
    ms: failed[0]?.fallback?.ms ?? null,
    journaled,
    outcome: outcomes[0] ?? null,
    recoveredBy: records[0]?.recoveredBy ?? null,
    attempts: records[0]?.attempts ?? [],
    alerted: stage.onCall.takeNews().map(({ notifier }) => notifier),
    steps: drillSteps,
    broken: brokenLaws(scenario, expected, played),
  };
}

/** More messages than two machines may ever exchange. */
const MAX_MESSAGES = 40;

/** Plays a call or a message of a new person, and each answer of one who answers by machine. */
async function simulateAll(
  { primary, backups, body, answersItself = false }: Scenario,
  channel: TwimlChannel,
  stage: Stage,
): Promise<Simulation[]> {
  const { emulator } = stage;
  const service = await stage.serviceWith(backups);
  const url = await primary(stage, channel);
  const person = { from: newNumber(), ...(body !== undefined && { body }) };
  const simulations: Simulation[] = [];
  while (simulations.length < MAX_MESSAGES) {
    const simulation = await simulate(
      {
        channel,
        params: incomingParams(channel, emulator.accountSid, person),
        primary: { url, method: "POST" },
        fallback: { url: `${service}/fallback`, method: "POST" },
      },
      { ...emulator.client, ca: stage.primary.ca },
    );
    simulations.push(simulation);
    const isAnswered = simulation.steps.some(({ heard }) => heard.length > 0);
    if (!answersItself || !isAnswered) break;
  }
  return simulations;
}

function drillStep({ webhook, error, heard, fallback }: Step): DrillStep {
  return {
    url: webhook.url,
    error: error && { ...error, title: errorTitle(error.code) },
    heard,
    ms: fallback?.ms ?? null,
  };
}

/** What Sync holds of failures, in the order in which they came. */
function findRecords(
  failed: readonly Step[],
  { emulator: { sync } }: Stage,
): JournalRecord[] {
  const sids = new Set(failed.map(({ resourceSid }) => resourceSid));
  const records = sync
    .listNames()
    .flatMap((name) => sync.items(name)) as JournalRecord[];
  return records
    .filter(({ sid }) => sids.has(sid))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function where(
  failed: readonly Step[],
  records: readonly JournalRecord[],
  { log }: Stage,
): Journaled {
  if (records.length >= failed.length) return "sync";
  const isLogged = ({ resourceSid }: Step) =>
    log.some((line) => line.includes(resourceSid ?? "?"));
  return failed.every(isLogged) ? "log" : "nowhere";
}
