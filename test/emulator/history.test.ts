import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import {
  incomingParams,
  listenOnLoopback,
  simulate,
  type Incoming,
  type TwilioEmulator,
} from "../../src/emulator";
import { captured } from "../support/samples/fixtures";
import { sdkTo, withEmulator } from "../support/servers/emulator";

const ALERT_LIST = JSON.parse(
  readFileSync("test/fixtures/alert-list.json", "utf8"),
) as {
  alerts: { sid: string }[];
  meta: Record<string, unknown> & { next_page_url: string };
};
const PERSON = "+14155550123";
const OURS = "+15550001111";

/** A server that answers as its path says: a document, or 503. */
async function withPrimary(
  documents: Readonly<Record<string, string>>,
  test: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    const document = documents[(request.url ?? "").slice(1)];
    response.writeHead(document === undefined ? 503 : 200, {
      "Content-Type": "text/xml",
    });
    response.end(document ?? "<p>Service Unavailable</p>");
  });
  const { url, stop } = await listenOnLoopback(server);
  try {
    await test(url);
  } finally {
    await stop();
  }
}

const comesIn = (
  { accountSid, client }: TwilioEmulator,
  channel: Incoming["channel"],
  url: string,
  body = "Two tickets for Friday!",
) => {
  const parties = { from: PERSON, to: OURS, body };
  const params = incomingParams(channel, accountSid, parties);
  const primary = { url, method: "POST" } as const;
  return simulate({ channel, params, primary, fallback: null }, client);
};

describe("the alerts of webhooks that failed, asked by Twilio's SDK", () => {
  it.each([
    ["messaging", "SM", "alert-message-11200"],
    ["voice", "CA", "alert-call-11200"],
  ] as const)(
    "have the captured shape for %s, and what was sent",
    (channel, prefix, fixture) =>
      withEmulator((emulator) =>
        withPrimary({}, async (url) => {
          await comesIn(emulator, channel, `${url}/hook#rc=0`);
          const { v1 } = sdkTo(emulator).monitor;
          const [listed] = await v1.alerts.list({ logLevel: "error" });
          const alert = await v1.alerts(listed?.sid ?? "").fetch();
          const { accountSid } = emulator;
          expect(alert).toMatchObject({
            accountSid,
            errorCode: "11200",
            logLevel: "error",
            requestMethod: "POST",
            requestUrl: `${url}/hook`,
            resourceSid: expect.stringMatching(prefix) as string,
            responseBody: "<p>Service Unavailable</p>",
          });
          expect(listed?.requestVariables).toBeUndefined();
          const sent = new URLSearchParams(alert.requestVariables);
          expect(sent.get("From")).toBe(PERSON);
          if (channel === "messaging")
            expect(sent.get("Body")).toBe("Two tickets for Friday!");
          const body = emulator.monitor.alerts.get(alert.sid)?.body ?? {};
          const known = captured(fixture);
          expect(Object.keys(body).sort()).toEqual(Object.keys(known).sort());
          const text = (alertText: string) => [
            ...new URLSearchParams(alertText).keys(),
          ];
          expect(text(alert.alertText)).toEqual(
            text(known["alert_text"] ?? ""),
          );
        }),
      ),
  );

  it("come for callbacks and warnings too, each at its level", () =>
    withEmulator((emulator) =>
      withPrimary(
        {
          hook: '<Response><Message statusCallback="gone">Hi</Message><Say/></Response>',
        },
        async (url) => {
          await comesIn(emulator, "messaging", `${url}/hook`);
          const { alerts } = sdkTo(emulator).monitor.v1;
          expect(await alerts.list({ logLevel: "warning" })).toMatchObject([
            { errorCode: "14110" },
          ]);
          const [callback] = await alerts.list({ logLevel: "error" });
          const { requestVariables } = await alerts(
            callback?.sid ?? "",
          ).fetch();
          expect(requestVariables).toContain("MessageStatus=delivered");
          expect(callback?.requestUrl).toBe(`${url}/gone`);
        },
      ),
    ));

  it("are listed in the captured shape, page by page", () =>
    withEmulator((emulator) =>
      withPrimary({}, async (primary) => {
        const { url, accountSid, authToken } = emulator;
        for (let n = 0; n < 4; n++)
          await comesIn(emulator, "messaging", `${primary}/hook#rc=0`);
        const response = await fetch(`${url}/monitor/v1/Alerts?PageSize=3`, {
          headers: {
            Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`,
          },
        });
        const page = (await response.json()) as typeof ALERT_LIST;
        const keys = (one: object | undefined) => Object.keys(one ?? {}).sort();
        expect(keys(page.alerts[0])).toEqual(keys(ALERT_LIST.alerts[0]));
        const last = page.alerts.at(-1)?.sid ?? "";
        const next = ALERT_LIST.meta.next_page_url;
        expect(page.meta).toEqual({
          ...ALERT_LIST.meta,
          next_page_url: next.replace(/NO\d+$/, last),
        });
      }),
    ));

  it("are paged by the hundred, by time, and listed late", () =>
    withEmulator(
      async (emulator) => {
        const { alerts } = emulator.monitor;
        // The SDK asks by whole seconds.
        const now = Math.floor(Date.now() / 1000) * 1000;
        for (let n = 0; n < 250; n++) {
          const at = new Date(now - n * 1000);
          alerts.add({ sid: `NO${n}`, at, body: { sid: `NO${n}` } });
        }
        const sdk = sdkTo(emulator).monitor.v1.alerts;
        const listed = await sdk.list({ pageSize: 100 });
        // One is younger than the lag; the newest stands first.
        expect(listed.map(({ sid }) => sid)).toEqual(
          Array.from({ length: 249 }, (_, n) => `NO${n + 1}`),
        );
        expect((await sdk("NO0").fetch()).sid).toBe("NO0");
        const startDate = new Date(now - 10_000);
        expect(await sdk.list({ startDate })).toHaveLength(10);
        const old = new Date(now - 31 * 86_400_000);
        alerts.add({ sid: "NOold", at: old, body: { sid: "NOold" } });
        expect(await sdk.list({ endDate: old })).toEqual([]);
      },
      { listLagMs: 1000 },
    ));

  it("are refused to who asks too often", () =>
    withEmulator(
      async (emulator) => {
        const sdk = sdkTo(emulator);
        await sdk.monitor.v1.alerts.list();
        await expect(sdk.monitor.v1.alerts.list()).rejects.toMatchObject({
          status: 429,
          code: 20429,
        });
        await sdkTo(emulator, true).monitor.v1.alerts.list();
      },
      { historyRate: { perSecond: 5, burstSeconds: 0.2 } },
    ));
});

describe("the calls, asked by Twilio's SDK", () => {
  it("have their webhooks, their recordings and their end", () =>
    withEmulator((emulator) =>
      withPrimary(
        {
          hook: '<Response><Record action="done"/></Response>',
          done: "<Response><Hangup/></Response>",
        },
        async (url) => {
          await comesIn(emulator, "voice", `${url}/hook`);
          const sdk = sdkTo(emulator);
          const [call] = await sdk.calls.list({ from: PERSON });
          expect(call).toMatchObject({
            from: PERSON,
            to: OURS,
            status: "completed",
            direction: "inbound",
            duration: "1",
          });
          const sid = call?.sid ?? "";
          expect(await sdk.calls.list({ to: PERSON })).toEqual([]);
          expect(
            await sdk.calls.list({
              startTimeAfter: new Date(Date.now() + 60_000),
            }),
          ).toEqual([]);
          const events = await sdk.calls(sid).events.list();
          expect(events).toMatchObject([
            {
              request: { url: `${url}/hook`, parameters: { CallSid: sid } },
              response: { response_code: 200, content_type: "text/xml" },
            },
            { request: { url: `${url}/done` } },
          ]);
          const recordings = await sdk.recordings.list({ callSid: sid });
          expect(recordings).toMatchObject([{ callSid: sid, duration: "7" }]);
          expect(await sdk.calls(sid).recordings.list()).toHaveLength(1);
          expect(await sdk.recordings.list({ callSid: "CA0" })).toEqual([]);
        },
      ),
    ));
});

describe("the messages, asked by Twilio's SDK", () => {
  it("are read with both numbers, direction and media", () =>
    withEmulator((emulator) =>
      withPrimary(
        {
          hook: "<Response><Message><Body>Hi</Body><Media>https://example.com/a.jpg</Media></Message></Response>",
        },
        async (url) => {
          await comesIn(emulator, "messaging", `${url}/hook`, "Hello");
          const { messages } = sdkTo(emulator);
          const [reply, asked] = (await messages.list()).sort((one, other) =>
            one.direction < other.direction ? 1 : -1,
          );
          expect(asked).toMatchObject({
            from: PERSON,
            to: OURS,
            body: "Hello",
            direction: "inbound",
            status: "received",
            numMedia: "0",
          });
          expect(reply).toMatchObject({
            from: OURS,
            to: PERSON,
            direction: "outbound-reply",
            numMedia: "1",
          });
          const { sid = "" } = reply ?? {};
          expect(await messages(sid).media.list()).toMatchObject([
            { parentSid: sid },
          ]);
          expect(await messages.list({ from: PERSON })).toHaveLength(1);
        },
      ),
    ));

  it("are not sent to who wrote STOP, until they write START", () =>
    withEmulator((emulator) =>
      withPrimary(
        { hook: "<Response><Message>Hi</Message></Response>" },
        async (url) => {
          const { messages } = sdkTo(emulator);
          const send = () =>
            messages.create({ to: PERSON, from: OURS, body: "Hello" });
          const stop = await comesIn(
            emulator,
            "messaging",
            `${url}/hook`,
            "Stop ",
          );
          expect(stop.steps[0]).toMatchObject({
            heard: [],
            faults: [expect.stringContaining("21610") as string],
          });
          await expect(send()).rejects.toMatchObject({ code: 21610 });
          await comesIn(emulator, "messaging", `${url}/hook`, "START");
          expect(await send()).toMatchObject({ status: "queued" });
        },
      ),
    ));

  it("stop after 30 replies in 30 seconds to the same number", () =>
    withEmulator((emulator) =>
      withPrimary(
        { hook: "<Response><Message>Hi</Message></Response>" },
        async (url) => {
          for (let n = 0; n < 31; n++)
            await comesIn(emulator, "messaging", `${url}/hook`);
          const { alerts } = sdkTo(emulator).monitor.v1;
          const [alert, ...others] = await alerts.list();
          expect(others).toEqual([]);
          expect(alert).toMatchObject({ errorCode: "14107" });
          const known = captured("alert-without-request-14107");
          const body =
            emulator.monitor.alerts.get(alert?.sid ?? "")?.body ?? {};
          expect(Object.keys(body).sort()).toEqual(Object.keys(known).sort());
          expect(body).toMatchObject({
            request_url: null,
            request_method: null,
            request_variables: null,
          });
        },
      ),
    ));

  it("tell the status callback of what was sent through the API", () =>
    withEmulator(async (emulator) => {
      const asked = new Promise<string | undefined>((resolve) => {
        const server = createServer((request, response) => {
          response.end();
          resolve(request.url);
        });
        void listenOnLoopback(server).then(async ({ url, stop }) => {
          await sdkTo(emulator).messages.create({
            to: PERSON,
            from: OURS,
            body: "Hello",
            statusCallback: `${url}/status`,
          });
          setImmediate(() => void asked.then(stop));
        });
      });
      expect(await asked).toBe("/status");
    }));
});
