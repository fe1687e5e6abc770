import axe from "axe-core";
import type { Browser } from "playwright-core";
import {
  describeInBrowser,
  launchBrowser,
  openPage,
} from "../support/runtime/browser";
import { feedOf, startDashboard } from "../support/servers/dashboard-server";
import { failedCall, RECOVERED } from "../support/samples/failures";

describeInBrowser("the dashboard, for everyone", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each([
    ["light", 1100],
    ["dark", 1100],
    ["light", 375],
    ["dark", 375],
  ] as const)(
    "has no violation that axe finds, %s at %i pixels",
    async (colorScheme, width) => {
      const now = Date.now();
      const service = await startDashboard({
        status: 200,
        body: {
          ...feedOf(
            [
              failedCall(now, 2),
              failedCall(now, 1, RECOVERED, { rehearsal: true }),
              failedCall(now, 1, { outcome: "reported" }, { errorCode: null }),
              failedCall(now, 60, RECOVERED),
            ],
            now,
          ),
          truncated: true,
        },
      });
      const { page } = await openPage(browser, {
        colorScheme,
        viewport: { width, height: 800 },
      });
      const violations = async () => {
        await page.evaluate(axe.source);
        return await page.evaluate<string[]>(
          `axe.run().then(({ violations }) => violations.map(
             ({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`,
        );
      };
      await page.goto(`${service.url}/dashboard.html`);
      expect(await violations()).toEqual([]);
      await page.getByLabel("token").fill("wrong");
      await page.keyboard.press("Enter");
      await page.getByText("This is not the token").waitFor();
      expect(await violations()).toEqual([]);

      await page.getByLabel("token").fill(service.token);
      await page.keyboard.press("Enter");
      await page.locator("summary").click();
      expect(await violations()).toEqual([]);

      service.answer = "down";
      await page.getByLabel("Show the last").selectOption("hour");
      await page.getByText("The service does not answer.").first().waitFor();
      expect(await violations()).toEqual([]);
      await page.context().close();
      await service.stop();
    },
  );

  it("is used by the keyboard alone", async () => {
    const now = Date.now();
    const service = await startDashboard({
      status: 200,
      body: feedOf([failedCall(now, 2), failedCall(now, 60)], now),
    });
    const { page } = await openPage(browser);
    await page.goto(`${service.url}/dashboard.html`);
    await page.keyboard.type(service.token); // the field has the focus
    await page.keyboard.press("Enter");
    await page.locator("summary").waitFor();
    const reached: unknown[] = [];
    for (let times = 0; times < 12; times += 1) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(
          "document.activeElement.id || document.activeElement.localName",
        ),
      );
    }
    expect(reached).toEqual(
      expect.arrayContaining(["hours", "forget", "a", "summary"]),
    );
    await page.context().close();
    await service.stop();
  });
});
