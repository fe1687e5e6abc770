import { Command, Option } from "commander";
import {
  SCENARIOS,
  startPrimary,
  type ScenarioName,
} from "../emulator/primary/start-primary";
import { startEmulator } from "../emulator/twilio-emulator";
import type { TwimlChannel } from "../twilio/check-twiml";
import { play, type DrillRow, type Stage } from "./drill/play";
import { heading, rowText, summary } from "./drill/report";
import { runCommand } from "./run-command";
import { buildService } from "./service/build-service";
import { emulatorEnv } from "./service/emulator-env";
import { freePort, runService } from "./service/run-service";

interface DrillOptions {
  scenario?: ScenarioName;
  channel?: TwimlChannel;
  json?: true;
}

const CHANNELS: readonly TwimlChannel[] = ["voice", "messaging"];
const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

const program = new Command("npm run drill --")
  .description(
    "Plays every way in which the web server behind a number can fail, against the built service and an emulated Twilio on this machine. Needs no account, no settings and no network.",
  )
  .addOption(
    new Option("--scenario <name>", "only this one").choices(SCENARIO_NAMES),
  )
  .addOption(
    new Option("--channel <name>", "only calls or only messages").choices(
      CHANNELS,
    ),
  )
  .option("--json", "print one JSON object instead of a table")
  .addHelpText(
    "after",
    "\nExit code: 0 if every reply was valid TwiML, in time, and nothing was lost; 1 if not; 2 for a wrong option.",
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

async function drill({ scenario, channel, json }: DrillOptions): Promise<void> {
  const say = json ? () => undefined : console.log;
  say("Starting the emulator, a failing primary and the service …");
  await buildService();
  const rows = await onStage(async (stage) => {
    const played: DrillRow[] = [];
    for (const name of channel ? [channel] : CHANNELS) {
      say(heading(name));
      for (const one of scenario ? [scenario] : SCENARIO_NAMES) {
        const row = await play(one, name, stage);
        played.push(row);
        say(rowText(row));
      }
    }
    return played;
  });

  const isOk = rows.every(({ broken }) => broken.length === 0);
  if (json) console.log(JSON.stringify({ ok: isOk, rows }, null, 2));
  say(summary(rows));
  process.exitCode = isOk ? 0 : 1;
}

/** Sets the stage for a play, and clears it afterwards, come what may. */
async function onStage<T>(playAll: (stage: Stage) => Promise<T>): Promise<T> {
  const emulator = await startEmulator();
  const primary = await startPrimary();
  const log: string[] = [];
  try {
    const service = await runService(
      emulatorEnv(emulator),
      await freePort(),
      (line) => log.push(line),
    );
    return await playAll({
      emulator,
      primary,
      serviceUrl: service.url,
      log,
    }).finally(() => service.stop());
  } finally {
    await Promise.all([primary.stop(), emulator.stop()]);
  }
}

runCommand(() => drill(program.parse().opts<DrillOptions>()));
