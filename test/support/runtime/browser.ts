import { existsSync } from "node:fs";
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";

const PATH = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/**
 * `describe` where there is a Chromium. Elsewhere the tests are skipped, and the console says so;
 * in CI they fail.
 */
export const describeInBrowser = existsSync(PATH) ? describe : skipLoudly();

function skipLoudly(): typeof describe.skip {
  const missing = `No Chromium at ${PATH} (CHROMIUM_PATH)`;
  if (process.env["CI"] !== undefined) throw new Error(missing);
  process.stderr.write(`${missing}: the tests of the page are skipped.\n`);
  return describe.skip;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A page, and what it must not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of the console, exceptions, and refusals of the Content-Security-Policy. */
  readonly errors: string[];
  /** The URLs that were asked for. */
  readonly requests: string[];
}

/** Opens a tab of its own session; failed answers of the service are no errors here. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    const isAnswer = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !isAnswer)
      errors.push(message.text());
  });
  page.on("request", (request) => requests.push(request.url()));
  return { page, errors, requests };
}
