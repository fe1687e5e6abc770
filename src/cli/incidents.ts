import { Command, InvalidArgumentError } from "commander";
import { setTimeout as sleep } from "node:timers/promises";
import { startBudget } from "../resilience/budget";
import { feedOf, type Feed } from "../incidents/feed";
import { readSince } from "../journal/read-since";
import type { Settings } from "../settings/settings";
import { createRestClient } from "../twilio/rest";
import { readCliSettings } from "./account/environment";
import { feedText } from "./incidents/report";
import { runCommand } from "./run-command";
import { UserError } from "./user-error";

interface IncidentsOptions {
  hours: number;
  json?: true | undefined;
  follow?: true | undefined;
}

const MS_AN_HOUR = 3_600_000;
const READ_TIMEOUT_MS = 30_000;
const FOLLOW_EVERY_MS = 5000;
const CLEAR_SCREEN = "\u001B[2J\u001B[H";

const program = new Command("npm run incidents --")
  .description(
    "Shows what is failing and what failed, straight from Twilio Sync. Reads ACCOUNT_SID and AUTH_TOKEN from the environment or .env.",
  )
  .option("--hours <number>", "how far to look back, 1 to 720", readHours, 24)
  .option("--json", "print what /incidents answers")
  .option("--follow", "look again every 5 s, until Ctrl+C")
  .addHelpText(
    "after",
    "\nExit code: 0 if nothing is failing now, 1 if something is, 2 if it could not be told.",
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

async function incidents({
  hours,
  json,
  follow,
}: IncidentsOptions): Promise<void> {
  const settings = await readCliSettings();
  do {
    await show(settings, hours, { json, follow });
    if (follow) await sleep(FOLLOW_EVERY_MS);
  } while (follow);
}

async function show(
  settings: Settings,
  hours: number,
  { json, follow }: Omit<IncidentsOptions, "hours">,
): Promise<void> {
  try {
    const feed = await readFeed(settings, hours);
    const clear = follow && !json && process.stdout.isTTY ? CLEAR_SCREEN : "";
    console.log(clear + (json ? JSON.stringify(feed) : feedText(feed)));
    const isOpen = feed.incidents.some(({ state }) => state === "open");
    process.exitCode = isOpen ? 1 : 0;
  } catch (error) {
    if (!follow || !(error instanceof UserError)) throw error;
    console.error(error.message);
  }
}

async function readFeed(settings: Settings, hours: number): Promise<Feed> {
  const rest = createRestClient(settings.twilio);
  if (rest === null) {
    throw new UserError(
      "No account: put ACCOUNT_SID and AUTH_TOKEN into .env or the environment.",
    );
  }
  const now = Date.now();
  const since = now - hours * MS_AN_HOUR;
  const budget = startBudget(READ_TIMEOUT_MS);
  const reading = await readSince(settings, rest, since, budget);
  if (reading.isUnreadable) {
    throw new UserError(
      "Twilio Sync could not be read: are ACCOUNT_SID, AUTH_TOKEN and SYNC_SERVICE_SID right, and is there a network?",
    );
  }
  return feedOf(reading, hours, now);
}

function readHours(text: string): number {
  const hours = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  if (hours >= 1 && hours <= 720) return hours;
  throw new InvalidArgumentError("Expected a whole number from 1 to 720.");
}

runCommand(() => incidents(program.parse().opts<IncidentsOptions>()));
