import { Command, Option } from "commander";
import type { TwimlChannel } from "../twilio/check-twiml";
import { drillHere } from "./drill/local/drill-here";
import { drillDeployed } from "./drill/deployed/drill-deployed";
import { SCENARIOS } from "./drill/local/scenarios";
import { runCommand } from "./run-command";
import { UserError } from "./user-error";

interface DrillOptions {
  scenario?: string;
  channel?: TwimlChannel;
  target?: string;
  backups?: true;
  errorUrl?: string;
  json?: true;
}

const CHANNELS: readonly TwimlChannel[] = ["voice", "messaging"];

const HELP = `
Without --target, the built service is drilled on this machine, where its web servers fail and
Twilio is emulated: no account, no settings and no network is needed.

With --target, a deployed service is asked with real signatures, as if each of Twilio's errors had
happened to a call and to a message. It is safe at any time: every request is a rehearsal, marked
in the journal, which alerts nobody, counts in no incident and asks no backup (but with --backups).
It takes TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN (ACCOUNT_SID and AUTH_TOKEN do, too) from the
environment or .env, and SYNC_SERVICE_SID, RESPONSE_BUDGET_MS and ALERT_WINDOW_MINUTES if the service
has others than the defaults. With --backups, your application is told of a call and a message that
there are not; where one URL does not answer both, choose with --channel.

Examples:
  npm run drill
  npm run drill -- --target twilio-fallback-1234-dev.twil.io
  npm run drill -- --target twilio-fallback-1234-dev.twil.io --channel voice \\
    --backups --error-url https://www.example.com/voice

Exit code: 0 if every reply was valid TwiML, in time, nothing was lost, and the alerts came once (with
--target: no stranger was let in, every record is in Sync, and nobody was alerted); 1 if not; 2 for
a wrong option, or where the target or the credentials do not answer.`;

const program = new Command("npm run drill --")
  .description(
    "Plays every way in which the web server behind a number can fail, and shows what callers hear, what is journaled and who is alerted.",
  )
  .addOption(
    new Option("--scenario <name>", "only this one").choices(
      SCENARIOS.map(({ name }) => name),
    ),
  )
  .addOption(
    new Option("--channel <name>", "only calls or only messages").choices(
      CHANNELS,
    ),
  )
  .addOption(
    new Option(
      "--target <service>",
      "drill this deployed service: its domain, or https:// and its domain",
    ).conflicts("scenario"),
  )
  .option(
    "--backups",
    "with --target: also ask the backups, once a channel, for --error-url",
  )
  .option(
    "--error-url <url>",
    "with --backups: the URL of your server that is said to have failed",
  )
  .option("--json", "print one JSON object instead of a table")
  .addHelpText("after", HELP)
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

async function drill(options: DrillOptions): Promise<void> {
  const { target, scenario, channel, errorUrl } = options;
  const json = options.json === true;
  const backups = options.backups === true;
  const channels = channel ? [channel] : CHANNELS;
  if (target === undefined && (backups || errorUrl !== undefined)) {
    throw new UserError(
      "--backups and --error-url: expected --target too, the deployed service to drill",
    );
  }
  const isOk =
    target === undefined
      ? await drillHere({ channels, scenario, json })
      : await drillDeployed({ target, channels, backups, errorUrl, json });
  process.exitCode = isOk ? 0 : 1;
}

runCommand(() => drill(program.parse().opts<DrillOptions>()));
