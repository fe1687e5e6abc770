import { join } from "node:path";
import { distinctFailures } from "../../../journal/distinct-failures";
import type { JournalRecord } from "../../../journal/record";
import { logIn } from "../../account/login";
import { explain } from "../../account/trouble";
import { twilioSdk } from "../../account/twilio-sdk";
import type { ExitCode } from "../../command";
import type { Surroundings } from "../../surroundings";
import { readAssets } from "../../words/read-assets";
import { readScoped } from "../read-scoped";
import type { Scope } from "../scope";
import { describeMissed } from "./describe-missed";
import { groupPeople } from "./group-people";
import { readAftermath } from "./read-aftermath";
import { readApologies } from "./read-apologies";
import { readContacts } from "./read-contacts";
import { writeCsv } from "./write-csv";

/** Whom to list, and how. */
export interface MissedOptions {
  readonly scope: Scope;
  readonly json: boolean;
  readonly csv: boolean;
}

/** Lists the people who were not helped. */
export async function runMissed(
  { scope, json, csv }: MissedOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { terminal, folder, now } = surroundings;
  const { access, settings } = await logIn(surroundings);
  const sdk = twilioSdk(access);
  const scoped = await readScoped(scope, settings, now());
  const { records, all, since, until } = scoped;
  const missed = distinctFailures(records).filter(wasNotHelped);
  const progress = await terminal.progress("Reading who it was", missed.length);
  const people = await (async () => {
    const contacts = await readContacts(sdk, missed, () => {
      progress.step("");
    });
    const apologies = readApologies(
      await readAssets(join(folder, "assets")).catch(() => new Map()),
    );
    const { voicemails, later } = await readAftermath(sdk, since, apologies);
    // A later call that was not helped either is completed too.
    const unhelped = new Set(all.filter(wasNotHelped).map(({ sid }) => sid));
    return groupPeople(contacts, {
      voicemails,
      later: later.filter(({ sid }) => !unhelped.has(sid)),
    });
  })()
    .catch((error: unknown) => {
      throw explain(error, access);
    })
    .finally(() => {
      progress.end();
    });

  if (json) {
    const period = {
      since: new Date(since).toISOString(),
      until: new Date(until).toISOString(),
    };
    terminal.print(JSON.stringify({ ...period, people }));
  } else if (csv) terminal.print(writeCsv(people));
  else terminal.print(describeMissed(people, terminal.columns));
  return 0;
}

function wasNotHelped({ outcome, rehearsal }: JournalRecord): boolean {
  return outcome === "apologized" && !rehearsal;
}
