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
import type { Feed } from "../../src/dashboard/client/feed";

const REFRESH_MS = 5000;

describeInBrowser("the dashboard", () => {
  let browser: Browser;
  let service: DashboardServer;
  let watched: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    service = await startDashboard();
    watched = await openPage(browser);
    page = watched.page;
    await page.clock.install();
    await page.goto(`${service.url}/dashboard.html`);
  });
  afterEach(async () => {
    await page.context().close();
    await service.stop();
    expect(watched.errors).toEqual([]);
    expect(
      watched.requests.filter((url) => !url.startsWith(service.url)),
    ).toEqual([]);
  });

  const enter = async (token: string) => {
    await page.getByLabel("token").fill(token);
    await page.keyboard.press("Enter");
  };
  const logIn = async () => {
    await enter(service.token);
    await page.locator("#verdict").waitFor();
  };
  const tell = (parts: Partial<Feed> = {}) => {
    service.answer = { status: 200, body: sampleFeed(parts) };
  };
  const sees = (text: string | RegExp) =>
    page.locator("main").getByText(text).first().waitFor();
  const refresh = () => page.clock.runFor(REFRESH_MS);
  const rows = () => page.locator(".incident");

  it("shows a rehearsal as one, in no incident, beside a failure that is none", async () => {
    tell({ failures: [sampleFailure(Date.now(), 1, { rehearsal: true })] });
    await logIn();
    await sees("Nothing is failing.");
    await sees("No failure in the last 24 hours.");
    expect(await page.locator(".badge.rehearsal").innerText()).toBe(
      "Rehearsal",
    );
    expect(await rows().count()).toBe(0);

    tell({ failures: [sampleFailure(Date.now(), 1)] });
    await refresh();
    await page.locator(".badge.rehearsal").waitFor({ state: "detached" });
  });

  it("shows an incident within one refresh, that a backup helps, that it is quiet, and that it is over", async () => {
    await logIn();
    await sees("Nothing is failing.");

    const now = Date.now();
    tell({
      incidents: [sampleIncident(now, { begunAgo: 3 })],
      failures: [sampleFailure(now, 0)],
    });
    await refresh();
    await sees("https://www.example.com is failing.");
    await sees("People get the error message. 12 people, for 3 minutes.");
    expect(await rows().innerText()).toMatch(
      /Open\s+https:\/\/www\.example\.com\s+Cannot be reached · 28 got the error message, 6 recovered by a backup\s+12 people\s+34 failures\s+since .*\s+for 3 minutes/,
    );
    expect(await rows().getByRole("img").getAttribute("aria-label")).toMatch(
      /^Timeline from .*: 34 failures; 28 got the error message, 6 recovered by a backup; most at .*, \d+ failures\.$/,
    );
    await sees("https://dr.example.com: timed out, 2,500 ms");

    tell({
      incidents: [
        sampleIncident(now, { begunAgo: 3 }, { apologized: 0, recovered: 8 }),
      ],
      failures: [sampleFailure(now, 0, RECOVERED_BY_BACKUP)],
    });
    await refresh();
    await sees("A backup serves the people.");
    await sees("https://fallback.example.com: answered, 200, 84 ms");

    tell({
      incidents: [sampleIncident(Date.now(), { begunAgo: 40, lastAgo: 20 })],
    });
    await refresh();
    await sees("Nothing is failing.");
    await sees(
      /The last failure was at .*\. https:\/\/www\.example\.com is quiet, and not yet known to work\./,
    );
    expect(await rows().innerText()).toMatch(
      /Quiet[^]*Cannot be reached · 28 of 34 not helped[^]*for 20 minutes/,
    );

    const resolvedAt = new Date().toISOString();
    tell({
      incidents: [
        sampleIncident(
          Date.now(),
          { begunAgo: 40, lastAgo: 20 },
          { state: "resolved", resolvedAt },
        ),
      ],
    });
    await refresh();
    await page.locator("#verdict.calm").waitFor();
    expect(await rows().innerText()).toMatch(/^Resolved/);
  });

  it("lists the worst first", async () => {
    const now = Date.now();
    const open = (origin: string, apologized: number, recovered: number) =>
      sampleIncident(now, { begunAgo: 9 }, { origin, apologized, recovered });
    tell({
      incidents: [
        sampleIncident(
          now,
          { begunAgo: 90, lastAgo: 60 },
          { origin: "https://over.example", state: "resolved" },
        ),
        open("https://covered.example", 0, 900),
        sampleIncident(
          now,
          { begunAgo: 60, lastAgo: 30 },
          { origin: "https://quiet.example" },
        ),
        open("https://bad.example", 3, 0),
        open("https://worst.example", 70, 10),
      ],
    });
    await logIn();
    await sees("3 servers are failing.");
    await sees("People get the error message in 2 of 3 incidents.");
    expect(await rows().locator("h3").allInnerTexts()).toEqual(
      ["worst", "bad", "covered", "quiet", "over"].map(
        (name) => `https://${name}.example`,
      ),
    );
  });

  it("keeps the token in the tab's session alone, and sends it in the header alone", async () => {
    await logIn();
    expect(await page.evaluate("Object.values(sessionStorage)")).toEqual([
      service.token,
    ]);
    expect(await page.evaluate("localStorage.length")).toBe(0);
    expect(await page.evaluate("document.cookie")).toBe("");
    expect(page.url()).toBe(`${service.url}/dashboard.html`);
    for (const { url, headers } of service.asked) {
      expect(url).toBe("/incidents?hours=24");
      expect(headers.authorization).toBe(`Bearer ${service.token}`);
    }
    await page.reload();
    await sees("Nothing is failing.");

    await page.getByRole("button", { name: "Forget the token" }).click();
    await page.getByLabel("token").waitFor();
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
  });

  it("hides the token while it is typed", async () => {
    expect(await page.getByLabel("token").getAttribute("type")).toBe(
      "password",
    );
  });

  it.each(["wrong", "wörng – ☎"])(
    "says that the token %s is wrong, and asks again",
    async (token) => {
      await enter(token);
      await sees("This is not the token of this service.");
      expect(await page.evaluate("sessionStorage.length")).toBe(0);
      await logIn();
    },
  );

  it("hides everything once the token is no longer right", async () => {
    tell({ incidents: [sampleIncident(Date.now(), { begunAgo: 2 })] });
    await logIn();
    service.answer = { status: 401, body: {} };
    await refresh();
    await sees("This is not the token of this service.");
    expect(await page.content()).not.toContain("www.example.com");
    expect(await page.title()).toBe("twilio-fallback");
  });

  it("says how to set a token where the service has none", async () => {
    service.answer = { status: 404, body: {} };
    await enter(service.token);
    await sees("This service has no token yet.");
    await sees("DASHBOARD_TOKEN");
  });

  it("says that the service is down, how old its data is, and goes on when it is back", async () => {
    await logIn();
    service.answer = "down";
    await refresh();
    await sees("The service does not answer.");
    await sees(/What is shown is 5 seconds old\./);
    await sees("Nothing is failing."); // five seconds ago is now
    await page.clock.runFor(60_000);
    await sees(/What is shown is 1 minute old\./);
    await sees("We cannot tell whether anything is failing.");

    service.answer = { status: 503, body: { reason: "Sync is down" } };
    await page.getByRole("button", { name: "Try now" }).click();
    await sees("The service cannot tell: it answered 503 (Sync is down).");

    tell({ incidents: [sampleIncident(Date.now(), { begunAgo: 2 })] });
    await page.clock.runFor(30_000);
    await sees("https://www.example.com is failing.");
    expect(await page.getByText("What is shown is").count()).toBe(0);
  });

  it("asks less often while the service is down, and not at all while nobody looks", async () => {
    await logIn();
    service.answer = "down";
    const before = service.asked.length;
    for (let second = 0; second < 60; second += 1) {
      await page.clock.runFor(1000);
      await page.waitForTimeout(5);
    }
    expect(service.asked.length - before).toBeLessThanOrEqual(5);

    await page.evaluate(
      `Object.defineProperty(document, "hidden", { value: true, configurable: true });
       document.dispatchEvent(new Event("visibilitychange"))`,
    );
    const hidden = service.asked.length;
    await page.clock.runFor(120_000);
    expect(service.asked.length).toBe(hidden);

    tell();
    await page.evaluate(
      `delete document.hidden;
       document.dispatchEvent(new Event("visibilitychange"))`,
    );
    await sees("Nothing is failing.");
  });

  it("says that not everything was read, and then calls nothing fine", async () => {
    tell({ truncated: true });
    await logIn();
    await sees("No open incident was found.");
    await sees("Not everything was read.");
    expect(await page.locator("#verdict").getAttribute("class")).toContain(
      "unknown",
    );
  });

  it("asks for the time that is chosen, and for it again after a reload", async () => {
    await logIn();
    tell({ hours: 168 });
    const asked = page.waitForRequest("**/incidents?hours=168");
    await page.getByLabel("Show the last").selectOption("7 days");
    await asked;
    await sees("No failure in the last 7 days.");
    expect(page.url()).toBe(`${service.url}/dashboard.html#/?hours=168`);

    const askedAgain = page.waitForRequest("**/incidents?hours=168");
    await page.reload();
    await askedAgain;
    expect(await page.getByLabel("Show the last").inputValue()).toBe("168");
  });

  it("keeps focus and unchanged elements through a refresh, though the order changes", async () => {
    const now = Date.now();
    const mine = sampleIncident(now, { begunAgo: 9 });
    tell({ incidents: [mine], failures: [sampleFailure(now, 1)] });
    await logIn();
    await rows().getByRole("link").focus();
    await page.evaluate("document.activeElement.isMine = true");
    const worse = { origin: "https://new.example.com", apologized: 90 };
    tell({
      incidents: [mine, sampleIncident(now, { begunAgo: 3 }, worse)],
      failures: [sampleFailure(now, 0), sampleFailure(now, 1)],
    });
    await refresh();
    await sees("2 servers are failing.");
    expect(await rows().first().innerText()).toContain("new.example.com");
    expect(await page.evaluate("document.activeElement.isMine")).toBe(true);
  });

  it("tells a screen reader of a change once, and not of each refresh", async () => {
    tell({ incidents: [sampleIncident(Date.now(), { begunAgo: 2 })] });
    await logIn();
    await page.evaluate(
      `window.told = [];
       for (const status of document.querySelectorAll("[role=status]"))
         new MutationObserver(() => told.push(status.textContent))
           .observe(status, { childList: true, characterData: true, subtree: true })`,
    );
    for (let times = 0; times < 3; times += 1) {
      await refresh();
      await page.waitForTimeout(50);
    }
    tell();
    await refresh();
    await sees("Nothing is failing.");
    expect(await page.evaluate("told")).toEqual(["Nothing is failing."]);
    expect(
      await page.locator("[aria-live], [role=status], [role=alert]").count(),
    ).toBe(2);
  });
});
