import type { Browser, Page } from "playwright-core";
import {
  describeInBrowser,
  launchBrowser,
  openPage,
  type WatchedPage,
} from "../support/runtime/browser";
import {
  startDashboard,
  type DashboardServer,
} from "../support/servers/dashboard-server";
import {
  RECOVERED_BY_BACKUP,
  sampleFailure,
  sampleFeed,
  sampleIncident,
} from "../support/samples/page-feed";

describeInBrowser("the page of one incident", () => {
  const now = Date.now();
  const incident = sampleIncident(now, { begunAgo: 131 });
  const failures = [
    sampleFailure(now, 1, RECOVERED_BY_BACKUP),
    ...Array.from({ length: 33 }, (_, index) =>
      sampleFailure(now, 2 + index, {
        attempts: [
          {
            origin: "https://dr.example.com",
            result: "unreachable",
            cause: "ECONNREFUSED",
            status: null,
            ms: 12,
          },
        ],
      }),
    ),
  ];

  let browser: Browser;
  let service: DashboardServer;
  let watched: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    service = await startDashboard({
      status: 200,
      body: sampleFeed({
        incidents: [incident],
        failures: failures.slice(0, 1),
      }),
    });
    service.answerToOne = {
      status: 200,
      body: sampleFeed({ incidents: [incident], failures }),
    };
    watched = await openPage(browser, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page = watched.page;
  });
  afterEach(async () => {
    await page.context().close();
    await service.stop();
    expect(watched.errors).toEqual([]);
  });

  const open = async (fragment: string) => {
    await page.goto(`${service.url}/dashboard.html${fragment}`);
    await page.getByLabel("token").fill(service.token);
    await page.keyboard.press("Enter");
  };
  const part = (title: string) =>
    page.locator("section", {
      has: page.getByRole("heading", { name: title, exact: true }),
    });

  it("answers the questions of the night", async () => {
    await open(`#/incident/${incident.id}`);
    const heading = page.getByRole("heading", {
      name: "https://www.example.com",
    });
    await heading.waitFor();
    const text = await page.getByRole("article").innerText();
    for (const answer of [
      "Open",
      "https://www.example.com cannot be reached; people get the error message.",
      "It is still failing.",
      "look at the server, its network, its DNS name and its TLS certificate.",
      "11205 HTTP connection failure × 34",
      "30 calls and 4 messages",
    ])
      expect(text).toContain(answer);
    expect(text).toMatch(/People\s+12\s+Failures\s+34/);
    expect(text).toMatch(/How long\s+2 h 11 min/);
    expect(text).toMatch(/Those on call were last told\s+.*\d\d:\d\d CET/);
    expect(text).toMatch(/Over, and told so\s+not yet/);
    expect(await part("Our numbers").innerText()).toMatch(
      /\+15550001111\s+31 failures\s+\+15550002222\s+3 failures/,
    );
    expect(await part("Backups").innerText()).toMatch(
      /fallback\.example\.com\s+answered 1 of 1 time[^]*dr\.example\.com\s+answered 0 of 33 times\s+could not be reached \(ECONNREFUSED\) × 33/,
    );
    expect(await page.title()).toBe(
      "https://www.example.com: open. twilio-fallback",
    );
  });

  it("is opened from the list, asks for its own failures, and leads back to where one was", async () => {
    await open("#/?hours=168");
    await page.locator(".incident h3 a").focus();
    await page.keyboard.press("Enter");
    await page.getByText("The newest 34 of 34 failures.").waitFor();
    expect(service.asked.at(-1)?.url).toBe(
      `/incidents?hours=168&incident=${incident.id}`,
    );
    expect(page.url()).toContain(`#/incident/${incident.id}?hours=168`);
    expect(await page.locator(".failure").count()).toBe(20);
    await page.getByRole("button", { name: "Show 14 more" }).click();
    await page.locator(".failure").nth(33).waitFor();

    await page.goBack();
    await page.locator(".incident").waitFor();
    expect(await page.evaluate("document.activeElement.textContent")).toBe(
      "https://www.example.com",
    );
  });

  it("survives a reload", async () => {
    await open(`#/incident/${incident.id}`);
    await page.getByText("The newest 34 of 34 failures.").waitFor();
    await page.reload();
    await page.getByText("The newest 34 of 34 failures.").waitFor();
  });

  it("leads to the Console's log of each call and message", async () => {
    await open(`#/incident/${incident.id}`);
    const sid = failures[0]?.sid ?? "";
    const link = page.getByRole("link", { name: sid });
    expect(await link.getAttribute("href")).toBe(
      `https://www.twilio.com/console/voice/calls/logs/${sid}`,
    );
  });

  it("shows the values of its timeline on hover and by keyboard", async () => {
    await open(`#/incident/${incident.id}`);
    const value = page.locator(".value");
    const slider = page.getByRole("slider", { name: "Time in the timeline" });
    await slider.focus();
    /** The value that is shown once it is no longer this one. */
    const changed = async (was: string) => {
      await page.locator(".value", { hasNotText: was }).waitFor();
      return await value.innerText();
    };
    const first = await value.innerText();
    expect(first).toMatch(/^\w.*CET: (no failure|\d+ failures?, )/);
    await page.keyboard.press("Home");
    const begin = await changed(first);
    expect(await slider.getAttribute("aria-valuetext")).toBe(begin);
    await page.keyboard.press("ArrowRight");
    const second = await changed(begin);

    const plot = page.locator(".plot");
    const box = await plot.boundingBox();
    await plot.hover({ position: { x: (box?.width ?? 0) - 2, y: 20 } });
    await changed(second);
    expect(await page.getByRole("img").count()).toBe(1);
  });

  it("has the commands for afterwards ready to copy", async () => {
    await open(`#/incident/${incident.id}`);
    for (const command of ["missed", "replay", "report"]) {
      const text = `npx twilio-fallback incidents ${command} ${incident.id}`;
      await page.getByRole("button", { name: `Copy: ${text}` }).click();
      await page.getByRole("button", { name: `Copied: ${text}` }).waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(text);
    }
  });

  it("offers no command with an id that a shell would obey", async () => {
    const id = "x; rm -rf ~";
    service.answerToOne = {
      status: 200,
      body: sampleFeed({ incidents: [{ ...incident, id }] }),
    };
    await open(`#/incident/${encodeURIComponent(id)}`);
    await page.getByText("It is still failing.").waitFor();
    expect(await page.getByRole("button", { name: "Copy" }).count()).toBe(0);
  });

  it("says that there is no such incident, and where else to look", async () => {
    service.answerToOne = { status: 200, body: sampleFeed() };
    await open("#/incident/0123456789abcdef-1");
    await page
      .getByRole("heading", { name: "No such incident in the last 24 hours" })
      .waitFor();
    const asked = page.waitForRequest("**/incidents?hours=720&incident=*");
    await page.getByRole("link", { name: "look for it" }).click();
    await asked;
  });

  it("says that it is quiet, and then that it is over", async () => {
    const course = { begunAgo: 60, lastAgo: 20 };
    const tell = (parts: Parameters<typeof sampleIncident>[2]) => {
      service.answerToOne = {
        status: 200,
        body: sampleFeed({
          incidents: [{ ...sampleIncident(now, course, parts), id: "one" }],
        }),
      };
    };
    tell({});
    await page.clock.install();
    await open("#/incident/one");
    await page
      .getByText(
        "https://www.example.com could not be reached; 28 of 34 failures ended with the error message.",
      )
      .waitFor();
    await page.getByText(/It has been quiet for 20 minutes/).waitFor();
    tell({ state: "resolved", resolvedAt: new Date().toISOString() });
    await page.clock.runFor(5000);
    await page
      .getByText("It is over: its server was seen to answer.")
      .waitFor();
  });
});
