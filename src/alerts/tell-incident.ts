import { classifyError } from "../journal/classify-error";
import { recordOrigin } from "../journal/incident-key";
import type { JournalRecord } from "../journal/record";
import type { Budget } from "../resilience/budget";
import type { Settings } from "../settings/settings";
import {
  agree,
  decide,
  noteOnly,
  settle,
  write,
  type Desk,
  type Telling,
} from "./agree-on-telling";
import { makeAlert, type Severity } from "./alert";
import {
  giveUpClaim,
  nameClaim,
  type Claim,
  type ClaimDesk,
  type ClaimedWindow,
} from "./claim";
import { dashboardLink } from "./dashboard-link";
import type { SeenFailure } from "./decide-telling";
import { deliver, namesThatTook, warnOfRefusals } from "./deliver";
import type { IncidentMap, ItemWriting } from "./incident-map";
import type { AlertTargets } from "./notifiers";
import type { Reading, Readings } from "./readings";
import { tally, type Tally } from "./tally";

/** What alerting needs of the settings. */
export type AlertSettings = Pick<
  Settings,
  | "alertWindowMinutes"
  | "alertRepeatMinutes"
  | "syncServiceSid"
  | "journalShards"
  | "dashboardToken"
  | "domainName"
> & { readonly alerts: AlertTargets };

/** Kept back, where there is so much, for setting down who was told. */
const SETTLE_MS = 300;

/** The platform kills an invocation by then: no container tells of a window for longer. */
const MAX_INVOCATION_MS = 10_000;

const MINUTE_MS = 60_000;

/** The alert of one invocation. */
export interface Run {
  readonly settings: AlertSettings;
  readonly claims: ClaimDesk;
  readonly claimed: ClaimedWindow;
  /** Null where the platform gave no credentials. */
  readonly map: IncidentMap | null;
  readonly readings: Readings;
}

/** A failure whose claim this invocation may act on. */
export interface ClaimedFailure {
  readonly record: JournalRecord;
  readonly severity: Severity;
  readonly isFallbackItself: boolean;
  /** How the claim of the window's warning ended. */
  readonly warning: Claim;
  /** How that of this severity ended. */
  readonly own: Claim;
}

/**
 * Tells those on call of a failure, if it is news to them. Where no other container can be
 * telling the same, the item is written beside the deliveries, and costs nobody time; where one
 * can, it is written before, and only the one that gets it written tells.
 */
export async function tellIncident(
  run: Run,
  failure: ClaimedFailure,
  reading: Reading,
  budget: Budget,
): Promise<void> {
  const desk = openDesk(run);
  const state = await reading.incident;
  const counted = await countFailures(reading, failure, desk.rules.windowMs);
  const seen = see(failure, counted);
  const agreed = hasRival(failure, desk.rules.windowMs)
    ? await agree(desk, seen, state, budget)
    : withoutWriting(decide(desk, seen, state));
  if (agreed === null) {
    if (failure.own === "made") await noteOnly(desk, seen, state, budget);
    return;
  }
  const { telling, written } = agreed;
  const writing = written ?? write(desk, telling.told, telling.state, budget);
  const took = await tell(run, failure, telling, counted, written, budget);
  await Promise.all([
    settle(desk, seen, telling, await writing, took, budget),
    took.length === 0 && giveUp(run, failure, budget),
  ]);
}

async function tell(
  run: Run,
  failure: ClaimedFailure,
  telling: Telling,
  counted: Tally | null,
  written: ItemWriting | undefined,
  budget: Budget,
): Promise<string[]> {
  const { settings, claimed } = run;
  const { record, severity, isFallbackItself } = failure;
  const { reason, noted, state } = telling;
  const mayBeRepeated = state === "unavailable" || written === "unavailable";
  if (mayBeRepeated)
    console.warn("Alert may come twice: Twilio Sync did not say who was told");
  const isKnown = state !== "unavailable" || counted !== null;
  const alert = makeAlert(record, {
    id: nameClaim(claimed, severity),
    severity,
    reason,
    isFallbackItself,
    mayBeRepeated,
    tally: counted,
    since: isKnown ? noted.openedAt : null,
    windowMinutes: settings.alertWindowMinutes,
    dashboardLink: dashboardLink(settings, {
      key: claimed.key,
      openedAt: noted.openedAt,
    }),
  });
  const left = budget.remainingMs();
  const deliveries = await deliver(
    alert,
    settings.alerts,
    budget.share(left - Math.min(left / 4, SETTLE_MS)),
  );
  warnOfRefusals("Alert", deliveries);
  return namesThatTook(deliveries);
}

function openDesk({ settings, map, claimed }: Run): Desk {
  return {
    map,
    key: claimed.key,
    rules: {
      windowMs: settings.alertWindowMinutes * MINUTE_MS,
      repeatMs: settings.alertRepeatMinutes * MINUTE_MS,
    },
    notifiers: settings.alerts.notifiers.map(({ name }) => name),
  };
}

async function countFailures(
  { records }: Reading,
  { record }: ClaimedFailure,
  windowMs: number,
): Promise<Tally | null> {
  const shards = await records;
  return shards && tally(shards, record, windowMs);
}

function see(
  { record, severity, warning }: ClaimedFailure,
  counted: Tally | null,
): SeenFailure {
  const at = Date.parse(record.at);
  return {
    origin: recordOrigin(record),
    errorClass: classifyError(record.errorCode),
    severity,
    isCall: record.channel !== "messaging",
    at,
    since: counted === null ? at : Date.parse(counted.since),
    isOpenedElsewhere:
      severity === "critical" && (warning === "taken" || warning === "known"),
  };
}

/**
 * Whether another container may be telling of the same incident now: nobody can say whose the
 * claim is, another has the window's warning, or the window before or after is near.
 */
function hasRival(
  { severity, own, warning }: ClaimedFailure,
  windowMs: number,
): boolean {
  const intoMs = Date.now() % windowMs;
  return (
    own !== "made" ||
    (severity === "critical" && warning !== "made") ||
    Math.min(intoMs, windowMs - intoMs) < MAX_INVOCATION_MS
  );
}

function withoutWriting(
  telling: Telling | null,
): { telling: Telling; written?: undefined } | null {
  return telling && { telling };
}

async function giveUp(
  { claims, claimed }: Run,
  { severity, warning, own }: ClaimedFailure,
  budget: Budget,
): Promise<void> {
  await Promise.all([
    giveUpClaim(claims, claimed, "warning", warning, budget),
    severity === "critical" &&
      giveUpClaim(claims, claimed, "critical", own, budget),
  ]);
}
