import type { Settings } from "../../../settings/settings";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { createRestClient } from "../../../twilio/rest";
import type { SdkAccess } from "../../account/twilio-sdk";
import type { Door } from "./check";
import { findClaims } from "./find-claims";
import { findRecords } from "./find-records";
import { knock } from "./check-public-surface";
import { liveRow, type LiveRow } from "./live-row";
import { rehearsalsOf, rehearsedOrigin } from "./rehearsal";
import { rehearse, type Rehearsed } from "./rehearse";

/** What to drill, as whom, and by which settings to judge it. */
export interface LiveDrill {
  /** The service's origin. */
  readonly target: string;
  readonly channels: readonly TwimlChannel[];
  /** The URL to ask the backups for; null where they are to be left alone. */
  readonly backupUrl: string | null;
  /** The account's SID with its auth token. */
  readonly access: SdkAccess;
  readonly settings: Settings;
}

/** Is told of each part, for someone who waits. */
export interface Watcher {
  knocked(door: Door): void;
  begins(channel: TwimlChannel): void;
  rehearsed(rehearsed: Rehearsed): void;
  looksUp(): void;
}

/** What a drill of a deployed service found. */
export interface LiveResult {
  readonly ok: boolean;
  readonly target: string;
  readonly doors: readonly Door[];
  readonly rows: readonly LiveRow[];
  /** Whether the journal could be read. */
  readonly journal: Judged;
  /** The claims that were made: none where nobody was alerted. */
  readonly alerts: Judged & { readonly claims: readonly string[] };
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
export async function drillLive(
  { target, channels, backupUrl, access, settings }: LiveDrill,
  watcher: Watcher,
): Promise<LiveResult> {
  const { accountSid, password: authToken } = access;
  const credentials = { accountSid, authToken };
  const rest = createRestClient({ ...access, credentials });
  if (rest === null) throw new Error("There are credentials, and no client.");
  const { syncServiceSid, responseBudgetMs } = settings;
  const startedAt = Date.now();

  const doors: Door[] = [];
  for await (const door of knock(target, accountSid, channels)) {
    doors.push(door);
    watcher.knocked(door);
  }

  const origin = rehearsedOrigin();
  const played: Rehearsed[] = [];
  for (const channel of channels) {
    watcher.begins(channel);
    const programme = { accountSid, origin, backupUrl };
    const rehearsals = rehearsalsOf(channel, programme);
    for await (const one of rehearse(rehearsals, target, credentials)) {
      played.push(one);
      watcher.rehearsed(one);
    }
  }

  watcher.looksUp();
  const sids = new Set(played.map(({ rehearsal }) => rehearsal.sid));
  const found = await findRecords(sids, syncServiceSid, rest, startedAt);
  const { alertWindowMinutes: windowMinutes } = settings;
  const claims = await findClaims(
    origin,
    { syncServiceSid, windowMinutes },
    rest,
    startedAt,
  );
  const rows = played.map((one) => liveRow(one, found, responseBudgetMs));
  const journal = {
    broken: found.isWhole
      ? []
      : ["Sync could not be read whole with these credentials"],
  };
  const told = {
    claims,
    broken: [
      ...claims.map((claim) => `someone was alerted: Sync holds ${claim}`),
      ...(rows.some(({ isMarked }) => isMarked === false)
        ? [
            "someone may have been alerted: records are not marked as rehearsals",
          ]
        : []),
    ],
  };
  return {
    ok: [...doors, ...rows, journal, told].every(
      ({ broken }) => broken.length === 0,
    ),
    target,
    doors,
    rows,
    journal,
    alerts: told,
  };
}
