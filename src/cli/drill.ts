import { Command, Option } from "commander";
import type { TwimlChannel } from "../twilio/check-twiml";
import { playBurst } from "./drill/burst";
import { play, type DrillRow } from "./drill/play";
import { burstText, heading, rowText, summary } from "./drill/report";
import { SCENARIOS } from "./drill/scenarios";
import { onStage } from "./drill/stage";
import { runCommand } from "./run-command";
import { buildService } from "./service/build-service";

interface DrillOptions {
  scenario?: string;
  channel?: TwimlChannel;
  json?: true;
}

const CHANNELS: readonly TwimlChannel[] = ["voice", "messaging"];

const program = new Command("npm run drill --")
  .description(
    "Plays every way in which the web server behind a number can fail, against the built service and an emulated Twilio on this machine. Needs no account, no settings and no network.",
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
  .option("--json", "print one JSON object instead of a table")
  .addHelpText(
    "after",
    "\nExit code: 0 if every reply was valid TwiML, in time, nothing was lost, and the alerts came once; 1 if not; 2 for a wrong option.",
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

async function drill({ scenario, channel, json }: DrillOptions): Promise<void> {
  const say = json ? () => undefined : console.log;
  say("Starting the emulator, failing web servers and the service …");
  await buildService();
  const isWhole = scenario === undefined && channel === undefined;
  const { rows, alerts } = await onStage(async (stage) => {
    const played: DrillRow[] = [];
    for (const name of channel ? [channel] : CHANNELS) {
      say(heading(name));
      for (const one of SCENARIOS) {
        if (scenario !== undefined && one.name !== scenario) continue;
        const row = await play(one, name, stage);
        played.push(row);
        say(rowText(row));
      }
    }
    const burst = isWhole ? await playBurst(stage) : null;
    if (burst) say(burstText(burst));
    return { rows: played, alerts: burst };
  });

  const isOk = [...rows, ...(alerts ? [alerts] : [])].every(
    ({ broken }) => broken.length === 0,
  );
  if (json) console.log(JSON.stringify({ ok: isOk, rows, alerts }, null, 2));
  say(summary(rows));
  process.exitCode = isOk ? 0 : 1;
}

runCommand(() => drill(program.parse().opts<DrillOptions>()));
