import { setTimeout as sleep } from "node:timers/promises";
import type { TwimlChannel } from "../../../src/twilio/check-twiml";
import type { Params } from "../../../src/twilio/signature";
import { starvedMs, unlessStarved } from "../runtime/starved";
import { failedWebhook, relayedHelp } from "../servers/failed-webhook";
import {
  APOLOGIES,
  expectAlerts,
  expectNoSecret,
  expectRecord,
  expectReply,
  expectWarnings,
  type Answered,
} from "./laws";
import type { Outage } from "./outages";
import { withOutage } from "./with-outage";

/** So that what hangs is soon given up. */
export const HASTE = { RESPONSE_BUDGET_MS: "3000", ATTEMPT_TIMEOUT_MS: "600" };
const DEFAULT_BUDGET_MS = 7000;
/** For the end of a connection to reach a container that is frozen. */
const FREEZE_MS = 20;

/** A container of /fallback, wherever it runs. */
export interface FallbackContainer {
  /** Fails a webhook over to it. */
  readonly ask: (params: Params) => Promise<Answered>;
  /** For how long it has waited for a processor so far, which is not its fault. */
  readonly waitedMs: () => number;
  /** For how long others have kept it from working so far: a reason to try again. */
  readonly crowdedMs?: () => number;
  /** As between invocations; only a process of its own can be frozen. */
  readonly freeze?: () => void;
  readonly thaw?: () => void;
  /** Ends it; returns what it has printed. */
  readonly stop: () => Promise<{ log: string[]; warnings: string[] }>;
}

/** A state in which a container meets a failure. */
export type State = "cold" | "warm" | "thawed";

/**
 * Holds the laws of /fallback amid an outage: one webhook fails over to a container in each
 * state, and what was answered, journaled, told and printed is what it must be.
 */
export function surviveOutage(
  { outage, channel }: { outage: Outage; channel: TwimlChannel },
  states: readonly State[],
  limits: Readonly<Record<string, string>>,
  start: (
    env: Readonly<Record<string, string>>,
    authToken: string,
  ) => Promise<FallbackContainer>,
): Promise<void> {
  const budgetMs = Number(limits["RESPONSE_BUDGET_MS"] ?? DEFAULT_BUDGET_MS);
  return unlessStarved((noteStarved) =>
    withOutage(outage, channel, async (around) => {
      const { emulator, broken, settings } = around;
      const container = await start(
        { ...settings, ...limits },
        emulator.authToken,
      );
      const records: Record<string, unknown>[] = [];
      const failIn = async (state: State) => {
        if (state === "thawed") {
          container.freeze?.();
          around.dropConnections();
          await sleep(FREEZE_MS);
          container.thaw?.();
        }
        const isKnown = (channel === "voice") === (state !== "warm");
        const webhook = failedWebhook(channel, isKnown);
        const { recoveredBy, isDocument, attempts } =
          around.expectRecovery(isKnown);
        const document =
          recoveredBy === null
            ? APOLOGIES[channel]
            : relayedHelp(channel, recoveredBy);
        const waitedMs = () => container.waitedMs() + starvedMs("self");
        const crowdedMs = () => container.crowdedMs?.() ?? 0;
        const before = { waitedMs: waitedMs(), crowdedMs: crowdedMs() };
        const reply = await container.ask(webhook.params);
        const starved = waitedMs() - before.waitedMs;
        noteStarved(starved + crowdedMs() - before.crowdedMs);
        expectReply(
          { ...reply, ms: reply.ms - starved },
          channel,
          recoveredBy === null || isDocument ? document : "<Response/>",
          budgetMs,
        );
        expectAlerts(webhook.origin, around);
        records.push({
          ...webhook.facts,
          outcome: recoveredBy === null ? "apologized" : "recovered",
          recoveredBy,
          attempts,
        });
      };
      const failInAll = async () => {
        for (const state of states) await failIn(state);
      };
      await failInAll().catch(async (error: unknown) => {
        await container.stop();
        throw error;
      });
      const { log, warnings } = await container.stop();
      expect(log).toHaveLength(states.length);
      for (const record of records)
        expectRecord(record, !broken.has("journal"), log, emulator);
      expectWarnings(warnings, broken);
      expectNoSecret([...log, ...warnings], settings, emulator);
    }),
  );
}
