import type { TwimlChannel } from "../../../twilio/check-twiml";
import { logIn } from "../../account/login";
import type { Surroundings } from "../../surroundings";
import { wrapLines } from "../../terminal/fill";
import { UserError } from "../../user-error";
import { playRehearsals } from "./play-rehearsals";
import {
  checkText,
  rehearsalHeading,
  deployedSummary,
  opening,
  rehearsedText,
} from "./deployed-report";
import { readTarget } from "./read-target";

/** What to drill, as it was typed. */
export interface DeployedDrill {
  readonly target: string;
  readonly channels: readonly TwimlChannel[];
  readonly backups: boolean;
  readonly errorUrl: string | undefined;
  /** Print one JSON object, and nothing else. */
  readonly json: boolean;
}

/** Drills a deployed service, as its account. Returns whether no check failed. */
export async function drillDeployed(
  { json, channels, ...typed }: DeployedDrill,
  surroundings: Surroundings,
): Promise<boolean> {
  const { terminal } = surroundings;
  const say = json ? () => undefined : terminal.print;
  const wrap = (text: string): string => wrapLines(text, terminal.columns);
  const target = readTarget(typed.target);
  const backupUrl = readBackupUrl(typed);
  const { access, settings } = await logIn(surroundings, "token");

  say(wrap(opening(target, backupUrl)));
  const result = await playRehearsals(
    { target, channels, backupUrl, access, settings },
    {
      checked: (check) => {
        say(wrap(checkText(check)));
      },
      begins: (channel) => {
        say(rehearsalHeading(channel, terminal.columns));
      },
      rehearsed: (one) => {
        say(rehearsedText(one, settings.responseBudgetMs, terminal.columns));
      },
      looksUp: () => {
        say("\nLooking for the records in Sync …");
      },
    },
  );
  say(wrap(deployedSummary(result)));
  if (json) terminal.print(JSON.stringify(result, null, 2));
  return result.ok;
}

function readBackupUrl({
  backups,
  errorUrl,
}: Pick<DeployedDrill, "backups" | "errorUrl">): string | null {
  if (!backups && errorUrl === undefined) return null;
  if (!backups)
    throw new UserError(
      "--error-url: expected --backups too, which asks for it",
    );
  if (errorUrl === undefined) {
    throw new UserError(
      "--backups: expected --error-url too, a URL of your server that the backups serve as well, as https://www.example.com/voice",
    );
  }
  if (/^https?:\/\/[^/]/.test(errorUrl) && URL.canParse(errorUrl))
    return errorUrl;
  throw new UserError(
    `--error-url ${errorUrl}: expected a URL, as https://www.example.com/voice`,
  );
}
