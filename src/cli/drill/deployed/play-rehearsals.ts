import type { AllSettings } from "../../../invocation/read-settings";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { createRestClient } from "../../../twilio/rest";
import type { SdkAccess } from "../../account/twilio-sdk";
import type { Check } from "./check";
import { findClaims } from "./find-claims";
import { findRecords } from "./find-records";
import { checkPublicSurface } from "./check-public-surface";
import { judgeRehearsal, type RehearsalRow } from "./judge-rehearsal";
import { planRehearsals, rehearsedOrigin } from "./rehearsal";
import { rehearse, type Rehearsed } from "./rehearse";

/** What to drill, as whom, and by which settings to judge it. */
export interface RehearsalPlan {
  /** The service's origin. */
  readonly target: string;
  readonly channels: readonly TwimlChannel[];
  /** The URL to ask the backups for; null where they are to be left alone. */
  readonly backupUrl: string | null;
  /** The account's SID with its auth token. */
  readonly access: SdkAccess;
  readonly settings: AllSettings;
}

/** Is told of each part, for someone who waits. */
export interface Progress {
  checked(check: Check): void;
  begins(channel: TwimlChannel): void;
  rehearsed(rehearsed: Rehearsed): void;
  looksUp(): void;
}

/** What a drill of a deployed service found. */
export interface DeployedResult {
  readonly ok: boolean;
  readonly target: string;
  readonly publicSurface: readonly Check[];
  readonly rows: readonly RehearsalRow[];
  /** Whether the journal could be read. */
  readonly journal: Judged;
  /** The claims that were made: none where nobody was alerted, null where nobody can say. */
  readonly alerts: Judged & { readonly claims: readonly string[] | null };
}

interface Judged {
  /** What does not hold, in words; none where all is well. */
  readonly broken: readonly string[];
}

/**
 * Plays rehearsals of every error against a deployed service, and finds their records again.
 *
 * @throws UserError where there is no service, or it is not the account's.
 */
export async function playRehearsals(
  { target, channels, backupUrl, access, settings }: RehearsalPlan,
  progress: Progress,
): Promise<DeployedResult> {
  const { accountSid, password: authToken } = access;
  const credentials = { accountSid, authToken };
  const rest = createRestClient({ ...access, credentials });
  if (rest === null) throw new Error("There are credentials, and no client.");
  const { syncServiceSid, responseBudgetMs } = settings;
  const startedAt = Date.now();

  const publicSurface: Check[] = [];
  for await (const check of checkPublicSurface(target, accountSid, channels)) {
    publicSurface.push(check);
    progress.checked(check);
  }

  const origin = rehearsedOrigin();
  const played: Rehearsed[] = [];
  for (const channel of channels) {
    progress.begins(channel);
    const scope = { accountSid, origin, backupUrl };
    const rehearsals = planRehearsals(channel, scope);
    for await (const one of rehearse(rehearsals, target, credentials)) {
      played.push(one);
      progress.rehearsed(one);
    }
  }

  progress.looksUp();
  const sids = new Set(played.map(({ rehearsal }) => rehearsal.sid));
  const found = await findRecords(sids, syncServiceSid, rest, startedAt);
  const claims = await findClaims(origin, syncServiceSid, rest);
  const rows = played.map((one) =>
    judgeRehearsal(one, found, responseBudgetMs),
  );
  const journal = {
    broken: found.isWhole
      ? []
      : ["Sync could not be read whole with these credentials"],
  };
  const told = {
    claims,
    broken: [
      ...(claims?.map(
        (claim) => `someone was alerted: Sync holds ${claim}`,
      ) ?? [
        "someone may have been alerted: Sync did not show all of its Documents",
      ]),
      ...(rows.some(({ isMarked }) => isMarked === false)
        ? [
            "someone may have been alerted: records are not marked as rehearsals",
          ]
        : []),
    ],
  };
  return {
    ok: [...publicSurface, ...rows, journal, told].every(
      ({ broken }) => broken.length === 0,
    ),
    target,
    publicSurface,
    rows,
    journal,
    alerts: told,
  };
}
