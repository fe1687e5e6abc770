import { setTimeout as sleep } from "node:timers/promises";
import type { Feed } from "../../incidents/feed";
import { readFeed } from "../../incidents/read-feed";
import { startBudget } from "../../resilience/budget";
import type { AllSettings } from "../../invocation/read-settings";
import { createRestClient } from "../../twilio/rest";
import { logIn } from "../account/login";
import type { ExitCode } from "../command";
import type { Surroundings } from "../surroundings";
import { UserError } from "../user-error";
import { feedText } from "./feed-text";

/** What to list, and how. */
export interface ListOptions {
  readonly hours: number;
  /** How many of the newest failures to show; by default few, or 100 in JSON. */
  readonly limit: number | undefined;
  readonly json: boolean;
  readonly follow: boolean;
}

/** How many failures are shown where nobody says. */
const LIMIT = { text: 5, json: 100 };
const READ_TIMEOUT_MS = 30_000;
const FOLLOW_EVERY_MS = 5000;
const CLEAR_SCREEN = "\u001B[2J\u001B[H";

/** Shows the incidents of the last hours, once or until it is stopped. */
export async function listIncidents(
  options: ListOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { settings } = await logIn(surroundings);
  if (!options.follow) return await show(settings, options, surroundings);
  const stopped = surroundings.untilStopped();
  let exitCode: ExitCode = 2;
  while (!stopped.aborted) {
    exitCode = await show(settings, options, surroundings).catch(
      (error: unknown) => tryAgain(error, exitCode, surroundings),
    );
    await sleep(FOLLOW_EVERY_MS, null, { signal: stopped }).catch(() => null);
  }
  return exitCode;
}

async function show(
  settings: AllSettings,
  { hours, json, follow, limit }: ListOptions,
  { terminal, now }: Surroundings,
): Promise<ExitCode> {
  const wanted = limit ?? (json ? LIMIT.json : LIMIT.text);
  const feed = await readNewest(settings, hours, wanted, now());
  const clear = follow && !json && terminal.isScreen ? CLEAR_SCREEN : "";
  terminal.print(
    clear + (json ? JSON.stringify(feed) : feedText(feed, terminal.columns)),
  );
  return feed.incidents.some(({ state }) => state === "open") ? 1 : 0;
}

/** Who follows is told that it did not work, and sees the next try. */
function tryAgain(
  error: unknown,
  exitCode: ExitCode,
  { terminal }: Surroundings,
): ExitCode {
  if (!(error instanceof UserError)) throw error;
  terminal.warn(error.message);
  return exitCode;
}

/** Reads one failure more than are wanted, to know whether there are more. */
async function readNewest(
  settings: AllSettings,
  hours: number,
  limit: number,
  now: number,
): Promise<Feed> {
  const rest = createRestClient(settings.twilio);
  if (rest === null) {
    throw new Error("A login has credentials.");
  }
  const request = { hours, incident: null, now, limit: limit + 1 };
  const budget = startBudget(READ_TIMEOUT_MS);
  const reading = await readFeed(settings, rest, request, budget);
  if ("trouble" in reading) {
    throw new UserError(
      `Twilio Sync could not be read (${reading.trouble}): are ACCOUNT_SID, AUTH_TOKEN and SYNC_SERVICE_SID right, and is there a network?`,
    );
  }
  const { failures, truncated, ...feed } = reading.feed;
  return {
    ...feed,
    truncated: truncated || failures.length > limit,
    failures: failures.slice(0, limit),
  };
}
