import type { Browser, Page } from "playwright-core";
import {
  describeInBrowser,
  launchBrowser,
  openPage,
  type WatchedPage,
} from "../support/runtime/browser";
import {
  feed,
  feedOf,
  startDashboard,
  type DashboardServer,
} from "../support/servers/dashboard-server";
import { failedCall, RECOVERED } from "../support/samples/failures";

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
    await page.locator("#board").waitFor();
  };
  const tell = (...records: ReturnType<typeof failedCall>[]) => {
    service.answer = { status: 200, body: feedOf(records, Date.now()) };
  };
  const sees = (text: string | RegExp) =>
    page.locator("main").getByText(text).first().waitFor();
  const refresh = () => page.clock.runFor(REFRESH_MS);

  it("shows a rehearsal as one, in no incident, beside a failure that is none", async () => {
    tell(
      failedCall(Date.now(), 1, undefined, {
        rehearsal: true,
        errorUrl: new URL("https://rehearsal-1a2b3c4d.invalid/voice"),
      }),
    );
    await logIn();
    await sees("Nothing is failing.");
    await sees("No failure in the last 24 hours.");
    const rehearsal = page.locator(".failure", { hasText: "rehearsal-" });
    expect(await rehearsal.locator(".badge.rehearsal").innerText()).toMatch(
      /^rehearsal$/i,
    );
    expect(await page.getByRole("article").count()).toBe(0);

    tell(failedCall(Date.now(), 1));
    await refresh();
    await sees("https://www.example.com is failing.");
    expect(await page.locator(".badge.rehearsal").count()).toBe(0);
  });

  it("shows an incident within one refresh, that it recovers, and that it closes", async () => {
    await logIn();
    await sees("Nothing is failing.");
    await sees("No failure in the last 24 hours.");

    const first = failedCall(Date.now(), 2);
    tell(first);
    await refresh();
    await sees("https://www.example.com is failing.");
    await sees("Callers get the error message.");
    const incident = page.getByRole("article");
    expect(await incident.innerText()).toMatch(
      /Answers with an error\.[^]*Callers\s+1[^]*Recovered\s+0[^]*11200 HTTP retrieval failure/,
    );
    expect(await incident.getByRole("link").getAttribute("href")).toBe(
      "https://www.twilio.com/docs/api/errors/11200",
    );
    const timeline = incident.getByRole("img");
    expect(await timeline.getAttribute("aria-label")).toMatch(
      /^Timeline from .*: 1 failure; 1 got the error message; most at/,
    );
    await timeline.locator("canvas").waitFor();
    await sees("https://dr.example.com: timed out, 2,500 ms");

    tell(first, failedCall(Date.now(), 0.5, RECOVERED));
    await refresh();
    await sees("Callers are served by a backup.");
    await sees("https://fallback.example.com: answered, 200, 84 ms");
    expect(await incident.innerText()).toMatch(/Callers\s+2[^]*Recovered\s+1/);

    tell(failedCall(Date.now(), 20), failedCall(Date.now(), 19, RECOVERED));
    await refresh();
    await sees("Nothing is failing.");
    await sees(/^The last failure was at /);
    expect(await incident.count()).toBe(0);
    await page.getByRole("heading", { name: "Closed incidents" }).waitFor();
    await page.locator("summary").click();
    await page.getByRole("img").locator("canvas").waitFor();
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
    tell(failedCall(Date.now(), 2));
    await logIn();
    service.answer = { status: 401, body: {} };
    await refresh();
    await sees("This is not the token of this service.");
    expect(await page.content()).not.toContain("www.example.com");
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

    tell(failedCall(Date.now(), 2));
    await page.clock.runFor(30_000);
    await sees("https://www.example.com is failing.");
    expect(await page.getByText("What is shown is").isVisible()).toBe(false);
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

    service.answer = { status: 200, body: feed() };
    await page.evaluate(
      `delete document.hidden;
       document.dispatchEvent(new Event("visibilitychange"))`,
    );
    await sees("Nothing is failing.");
  });

  it("says that not everything was read, and then calls nothing fine", async () => {
    service.answer = { status: 200, body: feed({ truncated: true }) };
    await logIn();
    await sees("No open incident was found.");
    await sees("Not everything was read.");
    expect(await page.locator("#verdict").getAttribute("class")).toContain(
      "unknown",
    );
  });

  it("asks for the time that is chosen", async () => {
    await logIn();
    service.answer = { status: 200, body: feed({ hours: 168 }) };
    const asked = page.waitForRequest("**/incidents?hours=168");
    await page.getByLabel("Show the last").selectOption("7 days");
    await asked;
    await sees("No failure in the last 7 days.");
  });

  it("keeps focus, opened details and unchanged elements through a refresh", async () => {
    const [old, open] = [failedCall(Date.now(), 40), failedCall(Date.now(), 2)];
    tell(old, open);
    await logIn();
    await page.locator("summary").click();
    const link = page.getByRole("article").getByRole("link");
    await link.focus();
    await page.evaluate("document.activeElement.isMine = true");
    tell(
      old,
      open,
      failedCall(Date.now(), 1, RECOVERED, {
        errorUrl: new URL("https://new.example.com/"),
      }),
    );
    await refresh();
    await sees("2 origins are failing.");
    expect(await page.evaluate("document.activeElement.isMine")).toBe(true);
    expect(await page.locator("details").getAttribute("open")).not.toBeNull();
  });

  it("tells a screen reader of a change once, and not of each refresh", async () => {
    tell(failedCall(Date.now(), 2));
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
    ).toBe(3);
  });
});
