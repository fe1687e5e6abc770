import { Command } from "commander";
import { color } from "./terminal/color";
import { NOTIFIERS } from "../alerts/notifiers";
import type { NotifierDefinition } from "../alerts/notifiers/notifier";
import { deliver, type Delivery } from "../alerts/deliver";
import { testAlert } from "./alert-test/test-alert";
import { readCliSettings } from "./account/environment";
import { runCommand } from "./run-command";
import { UserError } from "./user-error";

const SEND_TIMEOUT_MS = 10_000;

const HOW_TO = `No notifier is set up. Put into .env what one of them needs:
${NOTIFIERS.map((one) => `  ${one.name.padEnd(9)}  ${needsInWords(one)}`).join("\n")}
docs/alerts.md says where to get them.`;

const program = new Command("npm run alert-test --")
  .description(
    "Sends one alert, marked as a test, through every notifier of .env, and shows what each provider says.",
  )
  .addHelpText(
    "after",
    "\nExit code: 0 if every channel took it; 1 if one did not; 2 if none is set up, or a setting is wrong.",
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

async function alertTest(): Promise<void> {
  const settings = await readCliSettings();
  const { notifiers, lacking } = settings.alerts;
  if (lacking.length > 0)
    throw new UserError(
      lacking
        .map((one) => `${one} too, in .env or the environment.`)
        .join("\n"),
    );
  if (notifiers.length === 0) throw new UserError(HOW_TO);
  const deliveries = await deliver(
    testAlert(settings.alertWindowMinutes),
    settings.alerts,
    new Map(),
    SEND_TIMEOUT_MS,
  );
  for (const delivery of deliveries) console.log(lineOf(delivery));
  if (!deliveries.every(({ isTaken }) => isTaken)) process.exitCode = 1;
}

function needsInWords({
  needs,
  options,
  alsoNeeds,
}: NotifierDefinition): string {
  const also = alsoNeeds === undefined ? [] : [alsoNeeds];
  const optional = Object.keys(options).map((name) => `[${name}]`);
  return [...Object.keys(needs), ...also, ...optional].join(", ");
}

function lineOf({ notifier, recipient, isTaken, answer }: Delivery): string {
  const whom = recipient === null ? notifier : `${notifier} to ${recipient}`;
  return isTaken
    ? `${color.green("✔")} ${whom}: ${answer}`
    : `${color.red("✖")} ${whom}: ${answer}`;
}

runCommand(() => {
  program.parse();
  return alertTest();
});
