import type { Browser } from "playwright-core";
import getPort from "get-port";
import {
  describeInBrowser,
  launchBrowser,
  openPage,
} from "../support/runtime/browser";
import { checkout } from "../support/runtime/checkout";
import { startCommand } from "../support/runtime/command";

/** One refresh of the page, and what a slow machine takes to show it. */
const ONE_REFRESH_MS = 5000 + 3000;

describeInBrowser("the dashboard of the running service", () => {
  let browser: Browser;
  let folder: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    browser = await launchBrowser();
    ({ folder, remove } = await checkout());
  });
  afterAll(async () => {
    await browser.close();
    await remove();
  });

  it("shows a call that fails within one refresh, and that the service is gone", async () => {
    const port = String(await getPort());
    const url = `http://localhost:${port}`;
    const running = startCommand("start", ["--port", port], folder);
    const printed = await running.printed("Ctrl+C");
    const token = /Bearer (\w+)/.exec(printed)?.[1] ?? "";

    const { page, errors, requests } = await openPage(browser);
    await page.goto(`${url}/dashboard.html`);
    await page.getByLabel("token").fill(token);
    await page.keyboard.press("Enter");
    await page.getByText("Nothing is failing.").first().waitFor();

    await fetch(`${url}/fallback`, {
      method: "POST",
      body: new URLSearchParams({
        CallSid: "CA00000000000000000000000000000011",
        From: "+15550142671",
        ErrorCode: "11200",
        ErrorUrl: "https://www.example.com/index",
      }),
    });
    await page
      .getByText("https://www.example.com is failing.")
      .first()
      .waitFor({ timeout: ONE_REFRESH_MS });
    await page.getByRole("link", { name: "https://www.example.com" }).click();
    await page
      .getByRole("link", { name: /^11200/ })
      .first()
      .waitFor();
    expect(await page.content()).not.toContain("+15550142671");

    running.kill("SIGINT");
    await running.ended;
    await page
      .getByText(/does not answer/)
      .first()
      .waitFor({ timeout: ONE_REFRESH_MS });
    expect(errors).toEqual([]);
    expect(requests.filter((one) => !one.startsWith(url))).toEqual([]);
    await page.context().close();
  }, 90_000);
});
