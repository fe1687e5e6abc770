import { createRestClient } from "../../../twilio/rest";
import { logIn, type LoggedIn } from "../../account/login";
import { twilioSdk } from "../../account/twilio-sdk";
import { accountApi } from "../../numbers/account/account-api";
import { askHead } from "../../numbers/account/ask-head";
import { readAccount } from "../../numbers/account/read-account";
import { judgeRows } from "../../numbers/account/rows";
import { select } from "../../numbers/account/select";
import type { Surroundings } from "../../surroundings";
import { findRecords } from "../deployed/find-records";
import { readTarget } from "../deployed/read-target";
import { makeRehearsal } from "../deployed/rehearsal";
import { rehearse, type Rehearsed } from "../deployed/rehearse";
import { backupText, backupsHeading, backupsSummary } from "./backups-report";
import { findDeadUrls, type AskedOrigins } from "./find-dead-urls";
import { findPrimaries, type PrimaryUrl } from "./find-primaries";
import { judgeBackup } from "./judge-backup";

/** What to ask, as it was typed. */
export interface BackupsDrill {
  readonly target: string;
  /** SIDs, numbers, names and kinds that are left out. */
  readonly except: readonly string[];
  readonly json: boolean;
}

/** What the backup of one primary would answer. */
export interface CheckedBackup extends PrimaryUrl {
  readonly sid: string;
  readonly recoveredBy: string | null;
  readonly heard: readonly string[];
  readonly ms: number;
  /** Why it would not do, in words; none where it would. */
  readonly broken: readonly string[];
}

/**
 * Asks a deployed service, by rehearsals, what the backup of every primary URL of the account
 * would answer. Returns whether each would do.
 */
export async function drillBackups(
  { target: typed, except, json }: BackupsDrill,
  surroundings: Surroundings,
): Promise<boolean> {
  const { terminal } = surroundings;
  const say = json ? () => undefined : terminal.print;
  const target = readTarget(typed);
  const loggedIn = await logIn(surroundings, "token");
  const primaries = await readPrimaries(loggedIn, target, except);
  say(backupsHeading(target, primaries.length));
  const startedAt = surroundings.now();
  const checked = await checkAll(primaries, target, loggedIn, startedAt);
  for (const one of checked) say(backupText(one));
  const ok = checked.every(({ broken }) => broken.length === 0);
  if (json) terminal.print(JSON.stringify({ ok, target, checked }, null, 2));
  say(backupsSummary(checked));
  return ok;
}

async function readPrimaries(
  { access }: LoggedIn,
  target: string,
  except: readonly string[],
): Promise<PrimaryUrl[]> {
  const { resources } = await readAccount(accountApi(twilioSdk(access)));
  const { chosen } = select(resources, { except });
  return findPrimaries(judgeRows(chosen, resources), target);
}

async function checkAll(
  primaries: readonly PrimaryUrl[],
  target: string,
  { access, settings }: LoggedIn,
  startedAt: number,
): Promise<CheckedBackup[]> {
  const { accountSid, password: authToken } = access;
  const credentials = { accountSid, authToken };
  const rehearsals = primaries.map(({ channel, url: errorUrl }) =>
    makeRehearsal(channel, accountSid, { errorUrl, asksBackups: true }),
  );
  const replies: Rehearsed[] = [];
  for await (const reply of rehearse(rehearsals, target, credentials))
    replies.push(reply);
  const rest = createRestClient({ ...access, credentials });
  if (rest === null) throw new Error("There are credentials, and no client.");
  const sids = new Set(rehearsals.map(({ sid }) => sid));
  const { syncServiceSid, responseBudgetMs } = settings;
  const found = await findRecords(sids, syncServiceSid, rest, startedAt);
  const asked: AskedOrigins = new Map();
  return Promise.all(
    primaries.map(async (primary, index): Promise<CheckedBackup> => {
      const reply = replies[index];
      if (!reply) throw new Error(`Nothing came back for ${primary.url}.`);
      const { answer, heard, ms, rehearsal } = reply;
      const { sid } = rehearsal;
      const record = found.records.find((one) => one.sid === sid) ?? null;
      const dead =
        answer.kind === "twiml"
          ? await findDeadUrls(answer.root, askHead, asked)
          : [];
      return {
        ...primary,
        ...{ sid, heard, ms },
        recoveredBy: record?.recoveredBy ?? null,
        broken: [...judgeBackup(reply, record, responseBudgetMs), ...dead],
      };
    }),
  );
}
