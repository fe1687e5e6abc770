import { monotonicMs } from "../resilience/clock";
import { incidentKey } from "../journal/incident-key";
import { namesFailure } from "../journal/is-failure";
import type { Failure, JournalRecord } from "../journal/record";
import { maskParty } from "../journal/mask-party";
import type { Settings } from "../settings/settings";
import { isOpen } from "../resilience/breaker";
import type { RestClient } from "../twilio/rest";
import { alertOf, type Severity } from "./alert";
import type { AlertTargets } from "./notifiers";
import { claimId, openClaims, type Claim } from "./claims";
import { openCounts } from "./counts";
import { deliver, type Delivery } from "./deliver";
import type { AlertMemory } from "./memory";
import { tally } from "./tally";

/**
 * A claim that has not come back by then is none: Sync is taken for unavailable. Longer than a
 * write to the journal, since giving up too early here wakes somebody twice.
 */
const CLAIM_TIMEOUT_MS = 3000;

/** Kept back, where there is so much, for giving claims back when no channel took the alert. */
const GIVE_BACK_MS = 300;

const MINUTE_MS = 60_000;

/** An alert of a failure that has not ended yet. */
export interface StartedAlert {
  /**
   * Alerts, once it is known how the failure ended, or leaves it to the one who got the claim:
   * within `shareMs`, with nothing left running. Never rejects; trouble goes to the log.
   */
  finish(record: JournalRecord, shareMs: number): Promise<void>;
}

/**
 * Begins to alert of a failure: the claim that every ending of it needs is asked for beside
 * whatever else is done about the failure.
 *
 * @param isFallbackItself - Whether it was `/fallback` that failed.
 */
export type StartAlert = (
  failure: Failure,
  shareMs: number,
  isFallbackItself?: boolean,
) => StartedAlert;

const NO_ALERT: StartedAlert = { finish: () => Promise.resolve() };

/**
 * Alerts once an incident, severity and window, over all containers: whoever gets the claim tells
 * every channel, with the counts out of the journal if they come in time.
 *
 * @param rest - Null where the platform gave no credentials.
 */
export function alerting(
  settings: Pick<
    Settings,
    "alertWindowMinutes" | "syncServiceSid" | "journalShards"
  > & { readonly alerts: AlertTargets },
  rest: RestClient | null,
  memory: AlertMemory,
): StartAlert {
  const { alerts, alertWindowMinutes: windowMinutes } = settings;
  const windowMs = windowMinutes * MINUTE_MS;

  return (failure, shareMs, isFallbackItself = false) => {
    const isHopeless = alerts.notifiers.every(({ name }) => {
      const breaker = memory.notifiers.get(name);
      return breaker !== undefined && isOpen(breaker, Date.now());
    });
    if (failure.rehearsal || !namesFailure(failure) || isHopeless)
      return NO_ALERT;

    const claimed = {
      key: incidentKey(failure),
      window: Math.floor(Date.now() / windowMs),
    };
    const claims = openClaims(settings, rest, memory, claimed);
    const take = (severity: Severity, leftMs: number) =>
      claims.take(severity, Math.min(leftMs / 2, CLAIM_TIMEOUT_MS));

    const counts = openCounts(settings, rest, memory.sync);
    const warning = take("warning", shareMs);
    void warning?.then((claim) => {
      if (claim === "made") void counts.read(shareMs);
    });

    const tell = async (
      record: JournalRecord,
      severity: Severity,
      leftMs: () => number,
    ): Promise<void> => {
      const claim = severity === "warning" ? warning : take(severity, leftMs());
      if (claim === null || (await isLost(claim))) return;
      const counting = counts.read(leftMs());
      if ((await claim) === "taken") return;
      const shards = await counting;
      const alert = alertOf(record, {
        id: claimId(claimed, severity),
        severity,
        isFallbackItself,
        tally: shards && tally(shards, record, windowMs),
        windowMinutes,
      });
      const left = leftMs();
      const deliveries = await deliver(
        alert,
        alerts,
        memory.notifiers,
        left - Math.min(left / 4, GIVE_BACK_MS),
      );
      deliveries.filter(({ isTaken }) => !isTaken).forEach(warn);
      if (!deliveries.some(({ isTaken }) => isTaken))
        await claims.giveBack(leftMs());
    };

    return {
      finish: async (record, shareMs) => {
        const deadline = monotonicMs() + shareMs;
        const severity = severityOf(record, isFallbackItself);
        try {
          await tell(record, severity, () => deadline - monotonicMs());
        } catch (error) {
          console.warn(`Alert not sent: ${String(error)}`);
        } finally {
          await Promise.all([warning, counts.close()]);
        }
      },
    };
  };
}

/** Whether another is known by now to have got the claim: then nothing is read for it. */
async function isLost(claim: Promise<Claim>): Promise<boolean> {
  return (await Promise.race([claim, Promise.resolve(null)])) === "taken";
}

function severityOf(
  { outcome }: JournalRecord,
  isFallbackItself: boolean,
): Severity {
  return outcome === "apologized" || isFallbackItself ? "critical" : "warning";
}

function warn({ notifier, recipient, answer }: Delivery): void {
  const whom = recipient === null ? "" : ` to ${maskParty(recipient)}`;
  console.warn(`Alert not sent by ${notifier}${whom}: ${answer}`);
}
