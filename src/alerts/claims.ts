import type { Settings } from "../settings/settings";
import { recordOutcome, tryProbe } from "../resilience/breaker";
import type { HttpOutcome } from "../http/send-http";
import type { RestClient } from "../twilio/rest";
import type { Severity } from "./alert";
import { noteClaim, type AlertMemory } from "./memory";

/** Two windows, so that the Document outlives its own whatever the clocks say. */
const TTL_SECONDS_A_MINUTE = 2 * 60;

/**
 * How a claim ended: this invocation is to alert, another one is, or nobody can say (then this one
 * is: better twice than never).
 */
export type Claim = "made" | "taken" | "unavailable";

/** One incident in one window. */
export interface ClaimedWindow {
  /** The incident's. */
  readonly key: string;
  readonly window: number;
}

/** The claims of one invocation. Nothing here rejects. */
export interface Claims {
  /** Claims; null, without a request, where this container knows the answer: not to alert. */
  take(severity: Severity, timeoutMs: number): Promise<Claim> | null;
  /** Makes nothing of what was claimed, so that the next failure tries again. */
  giveBack(timeoutMs: number): Promise<void>;
}

/** What two failures of one incident, of one severity, in one window have in common. */
export function claimId(
  { key, window }: ClaimedWindow,
  severity: Severity,
): string {
  return `fallback-alert-${key}-${severity}-${window}`;
}

/**
 * Claims by creating a Sync Document: it succeeds for one of all who try, and a name that is taken
 * is an answer.
 *
 * @param rest - Null where the platform gave no credentials.
 */
export function openClaims(
  {
    syncServiceSid,
    alertWindowMinutes,
  }: Pick<Settings, "syncServiceSid" | "alertWindowMinutes">,
  rest: RestClient | null,
  memory: AlertMemory,
  claimed: ClaimedWindow,
): Claims {
  const documents = `/v1/Services/${syncServiceSid}/Documents`;
  const taken: { name: string; claim: Promise<Claim> }[] = [];

  const create = async (name: string, timeoutMs: number): Promise<Claim> => {
    if (rest === null || !tryProbe(memory.sync, Date.now()))
      return "unavailable";
    const ttl = alertWindowMinutes * TTL_SECONDS_A_MINUTE;
    const form = { UniqueName: name, Ttl: String(ttl) };
    const outcome = await rest.post("sync", documents, form, timeoutMs);
    recordOutcome(memory.sync, outcome.kind === "timeout", Date.now());
    return claimOf(outcome);
  };

  return {
    take: (severity, timeoutMs) => {
      const name = claimId(claimed, severity);
      const note = noteClaim(memory, name, claimed.window, Date.now());
      if (note === null) return null;
      const claim = create(name, timeoutMs);
      taken.push({ name, claim });
      void claim.then((ended) => {
        if (ended === "taken") note.noteTaken(Date.now());
      });
      return claim;
    },
    giveBack: async (timeoutMs) => {
      await Promise.all(
        taken.map(async ({ name, claim }) => {
          const ended = await claim;
          if (ended === "taken") return;
          memory.claimed.delete(name);
          if (ended === "made")
            await rest?.delete("sync", `${documents}/${name}`, timeoutMs);
        }),
      );
    },
  };
}

function claimOf(outcome: HttpOutcome): Claim {
  if (outcome.kind !== "response") return "unavailable";
  switch (outcome.status) {
    case 201:
      return "made";
    case 409:
      return "taken";
    default:
      return "unavailable";
  }
}
