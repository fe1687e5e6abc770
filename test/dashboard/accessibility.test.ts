import axe from "axe-core";
import type { Browser } from "playwright-core";
import {
  describeInBrowser,
  launchBrowser,
  openPage,
} from "../support/runtime/browser";
import {
  RECOVERED_BY_BACKUP,
  sampleFailure,
  sampleFeed,
  sampleIncident,
} from "../support/samples/page-feed";
import { startDashboard } from "../support/servers/dashboard-server";

/** Where a picture of each state is kept to be looked at; nowhere, unless it is set. */
const PICTURES = process.env["DASHBOARD_PICTURES"];

/** Incidents of every state and tone. */
function everyIncident(now: number) {
  return [
    sampleIncident(
      now,
      { begunAgo: 47 },
      { apologized: 112, recovered: 64, people: 81 },
    ),
    sampleIncident(
      now,
      { begunAgo: 30 },
      {
        origin: "https://shop.example.net",
        errorClass: "http-error",
        errorCodes: { "11200": 30, "11217": 5 },
        apologized: 0,
        recovered: 35,
      },
    ),
    sampleIncident(
      now,
      { begunAgo: 90, lastAgo: 60 },
      { origin: null, errorClass: "other", errorCodes: {} },
    ),
    sampleIncident(
      now,
      { begunAgo: 300, lastAgo: 200 },
      {
        origin: "https://api.example.org",
        errorClass: "bad-twiml",
        errorCodes: { "12100": 37 },
        state: "resolved",
        resolvedAt: new Date(now).toISOString(),
        silent: 2,
        reported: 1,
      },
    ),
  ];
}

function everyFailure(now: number) {
  return [
    sampleFailure(now, 2),
    sampleFailure(now, 1, { ...RECOVERED_BY_BACKUP, rehearsal: true }),
    sampleFailure(now, 1, { outcome: "reported", errorCode: null }),
    sampleFailure(now, 60, { outcome: "silent", channel: "messaging" }),
  ];
}

describeInBrowser("the dashboard, for everyone", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each(
    (["light", "dark"] as const).flatMap((colorScheme) =>
      [1280, 768, 390].map((width) => [colorScheme, width] as const),
    ),
  )(
    "has no violation that axe finds and cuts nothing, %s at %i pixels",
    async (colorScheme, width) => {
      const now = Date.now();
      const incidents = everyIncident(now);
      const failures = everyFailure(now);
      const service = await startDashboard({
        status: 200,
        body: sampleFeed({ incidents, failures }),
      });
      const { page } = await openPage(browser, {
        colorScheme,
        viewport: { width, height: 800 },
      });
      const isFine = async (state: string) => {
        if (PICTURES !== undefined)
          await page.screenshot({
            path: `${PICTURES}/${state}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        await page.evaluate(axe.source);
        expect(
          await page.evaluate<string[]>(
            `axe.run().then(({ violations }) => violations.map(
               ({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`,
          ),
        ).toEqual([]);
        expect(
          await page.evaluate("document.documentElement.scrollWidth"),
        ).toBeLessThanOrEqual(width);
        expect(await page.evaluate<string[]>(CUT_TEXTS)).toEqual([]);
      };
      await page.goto(`${service.url}/dashboard.html`);
      await isFine("login");
      await page.getByLabel("token").fill("wrong");
      await page.keyboard.press("Enter");
      await page.getByText("This is not the token").waitFor();
      await isFine("wrong-token");

      await page.getByLabel("token").fill(service.token);
      await page.keyboard.press("Enter");
      await page.locator(".incident").first().waitFor();
      await isFine("list");
      await page.getByRole("button", { name: "Forget the token" }).click();
      service.answer = {
        status: 200,
        body: sampleFeed({ incidents, failures, truncated: true }),
      };
      await page.getByLabel("token").fill(service.token);
      await page.keyboard.press("Enter");
      await page.getByText("Not everything was read.").first().waitFor();
      await isFine("truncated");

      for (const incident of incidents) {
        service.answerToOne = {
          status: 200,
          body: sampleFeed({ incidents: [incident], failures }),
        };
        await page.goto(
          `${service.url}/dashboard.html#/incident/${incident.id}`,
        );
        await page.getByText("The newest 4 of").waitFor();
        await isFine(
          incident.recovered > 30 ? incident.errorClass : incident.state,
        );
      }

      service.answer = "down";
      await page.getByRole("link", { name: "All incidents" }).click();
      await page.getByText("The service does not answer.").first().waitFor();
      await isFine("down");
      await page.context().close();
      await service.stop();
    },
  );

  it("is used by the keyboard alone", async () => {
    const now = Date.now();
    const incident = sampleIncident(now, { begunAgo: 9 });
    const service = await startDashboard({
      status: 200,
      body: sampleFeed({
        incidents: [incident],
        failures: [sampleFailure(now, 2)],
      }),
    });
    const { page } = await openPage(browser);
    const tabTo = async (name: string) => {
      for (let times = 0; times < 20; times += 1) {
        await page.keyboard.press("Tab");
        const reached = await page.evaluate<string>(
          "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
        );
        if (reached.includes(name)) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await page.goto(`${service.url}/dashboard.html`);
    await page.keyboard.type(service.token); // the field has the focus
    await page.keyboard.press("Enter");
    await page.locator(".incident").waitFor();
    await tabTo("https://www.example.com");
    await page.keyboard.press("Enter");
    await page.getByText("It is still failing.").waitFor();
    await tabTo("Time in the timeline");
    await tabTo("Copy: npx twilio-fallback incidents missed");
    await tabTo("in the Twilio Console");
    await page.keyboard.press("Shift+Tab");
    await page.evaluate("document.querySelector('h2').focus()");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter"); // back to all of them
    await page.locator(".incident").waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter"); // forget the token
    await page.getByLabel("token").waitFor();
    await page.context().close();
    await service.stop();
  });
});

/** Texts of ours that are wider or higher than the room they have. */
const CUT_TEXTS = `[...document.querySelectorAll("#page :is(h1, h2, h3, p, dt, dd, li, button, code, .state, .badge)")]
  .filter((element) => element.clientWidth > 0 &&
    (element.scrollWidth > element.clientWidth + 1 ||
      (getComputedStyle(element).overflow !== "visible" && element.scrollHeight > element.clientHeight + 1)))
  .map((element) => element.outerHTML.slice(0, 200))`;
