import { Command } from "commander";
import { color } from "./terminal/color";
import { channelsOf } from "../alerts/notifiers";
import { deliver, type Delivery } from "../alerts/deliver";
import type { Settings } from "../settings/settings";
import { testAlert } from "./alert-test/test-alert";
import { readCliSettings } from "./account/environment";
import { runCommand } from "./run-command";
import { UserError } from "./user-error";

const SEND_TIMEOUT_MS = 10_000;

const HOW_TO = `No alert channel is set up. Put into .env what one of them needs:
  sms        ALERT_SMS_TO, ALERT_SMS_FROM (with ACCOUNT_SID and AUTH_TOKEN)
  email      ALERT_EMAIL_TO, ALERT_EMAIL_FROM, SENDGRID_API_KEY
  slack      ALERT_SLACK_WEBHOOK_URL
  pagerduty  ALERT_PAGERDUTY_ROUTING_KEY
  webhook    ALERT_WEBHOOK_URL, and ALERT_WEBHOOK_SECRET to have it signed
docs/alerts.md says where to get them.`;

const program = new Command("npm run alert-test --")
  .description(
    "Sends one alert, marked as a test, through every alert channel of .env, and shows what each provider says.",
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
  refuseLackOfCredentials(settings);
  const channels = channelsOf(settings);
  if (channels.length === 0) throw new UserError(HOW_TO);
  const deliveries = await deliver(
    testAlert(settings.alerts.windowMinutes),
    channels,
    settings,
    new Map(),
    SEND_TIMEOUT_MS,
  );
  for (const delivery of deliveries) console.log(lineOf(delivery));
  if (!deliveries.every(({ isTaken }) => isTaken)) process.exitCode = 1;
}

function refuseLackOfCredentials({ alerts, twilio }: Settings): void {
  if (alerts.sms === null || twilio.credentials !== null) return;
  throw new UserError(
    "ALERT_SMS_TO is set: expected ACCOUNT_SID and AUTH_TOKEN too, in .env or the environment.",
  );
}

function lineOf({ channel, recipient, isTaken, answer }: Delivery): string {
  const whom = [channel, recipient].filter((part) => part !== "").join(" to ");
  return isTaken
    ? `${color.green("✔")} ${whom}: ${answer}`
    : `${color.red("✖")} ${whom}: ${answer}`;
}

runCommand(() => {
  program.parse();
  return alertTest();
});
