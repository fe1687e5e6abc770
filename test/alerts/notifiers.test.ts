import { Webhook } from "standardwebhooks";
import { standardSignature } from "../../src/alerts/notifiers/standard-signature";
import { readSettings } from "../../src/invocation/read-settings";
import type { Notice } from "../../src/alerts/all-clear";
import {
  SMS_SETTINGS,
  someAlert,
  someAllClear,
} from "../support/samples/alerts";

const ALL = {
  ACCOUNT_SID: "AC1",
  AUTH_TOKEN: "token",
  ...SMS_SETTINGS,
  ALERT_EMAIL_TO: "a@example.com,b@example.com,a@example.com",
  ALERT_EMAIL_FROM: "fallback@example.com",
  SENDGRID_API_KEY: "SG.key",
  ALERT_SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/T0/B0/x",
  ALERT_PAGERDUTY_ROUTING_KEY: "r".repeat(32),
  ALERT_WEBHOOK_URL: "https://example.com/in?a=1",
  ALERT_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
};
const KEY = Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64");

function requestsOf(
  name: string,
  alert: Notice = someAlert(),
  env: Record<string, string> = {},
) {
  const { settings } = readSettings({ ...ALL, ...env });
  const { notifiers } = settings.alerts;
  const notifier = notifiers.find((one) => one.name === name);
  return notifier?.requests(alert) ?? [];
}
const json = (...args: Parameters<typeof requestsOf>): unknown =>
  JSON.parse(requestsOf(...args)[0]?.body ?? "");

describe("the notifiers", () => {
  it("are those that are set up", () => {
    const names = (env: Record<string, string>) =>
      readSettings(env).settings.alerts.notifiers.map(({ name }) => name);
    const all = ["sms", "email", "slack", "pagerduty", "webhook"];
    expect(names(ALL)).toEqual(all);
    expect(names({})).toEqual([]);
    expect(names(SMS_SETTINGS)).toEqual([]);
  });

  it.each([
    [{ outcome: "apologized" }, {}, "Callers hear the error message"],
    [
      { outcome: "apologized" },
      { channel: "messaging" },
      "Senders get the error message",
    ],
    [
      { outcome: "recovered" },
      {},
      "Recovered by a backup: callers notice nothing",
    ],
    [{ outcome: "reported" }, {}, "Twilio's Debugger reports an error"],
    [
      { outcome: "reported" },
      { isFallbackItself: true },
      "THE FALLBACK ITSELF FAILED: callers get Twilio's own error",
    ],
    [{}, { isTest: true }, "TEST ALERT: nothing has failed"],
  ] as const)(
    "lead for %j %j with what callers met",
    (data, rest, headline) => {
      for (const name of ["sms", "email", "slack", "pagerduty"]) {
        const [request] = requestsOf(name, someAlert(data, rest));
        const text = new URLSearchParams(request?.body).toString();
        const wanted = new URLSearchParams({ "": headline }).toString();
        expect(text).toContain(wanted.slice(1));
      }
    },
  );
});

describe("the notifiers, of the end of an incident", () => {
  it.each(["sms", "email", "slack"])(
    "say in words that it is over: %s",
    (name) => {
      const [request] = requestsOf(name, someAllClear());
      const text = new URLSearchParams(request?.body).toString();
      for (const words of [
        "the server answers again",
        "3 h 2 min",
        "12 people",
      ])
        expect(text).toContain(
          new URLSearchParams({ "": words }).toString().slice(1),
        );
    },
  );

  it("resolve what was triggered at PagerDuty", () => {
    expect(json("pagerduty", someAllClear())).toEqual({
      routing_key: "r".repeat(32),
      event_action: "resolve",
      dedup_key: "fallback-0123456789abcdef",
      client: "twilio-fallback",
    });
  });

  it("tell the generic webhook, signed, of `fallback.resolved`", () => {
    const allClear = someAllClear();
    const [request] = requestsOf("webhook", allClear);
    const { headers = {}, body = "" } = request ?? {};
    expect(new Webhook(ALL.ALERT_WEBHOOK_SECRET).verify(body, headers)).toEqual(
      {
        type: "fallback.resolved",
        timestamp: allClear.at,
        data: allClear.data,
      },
    );
    expect(headers["webhook-id"]).toBe(allClear.id);
  });
});

describe("sms", () => {
  it("is a message to each number, from a number or a Messaging Service", () => {
    const [first, second] = requestsOf("sms");
    expect(first).toMatchObject({
      recipient: "+15550142671",
      url: "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
      headers: { Authorization: `Basic ${btoa("AC1:token")}` },
    });
    expect(second?.recipient).toBe("+15550142672");
    const form = new URLSearchParams(first?.body);
    expect([...form.keys()]).toEqual(["To", "From", "Body"]);
    const service = `MG${"0".repeat(32)}`;
    const [byService] = requestsOf("sms", someAlert(), {
      ALERT_SMS_FROM: service,
      TWILIO_REGION: "ie1",
      TWILIO_EDGE: "dublin",
    });
    expect(byService?.url).toContain("https://api.dublin.ie1.twilio.com/");
    expect(
      new URLSearchParams(byService?.body).get("MessagingServiceSid"),
    ).toBe(service);
  });
});

describe("email", () => {
  it("is one for all, each once, with the text before the HTML", () => {
    expect(requestsOf("email")).toMatchObject([
      {
        url: "https://api.sendgrid.com/v3/mail/send",
        headers: { Authorization: "Bearer SG.key" },
      },
    ]);
    expect(json("email")).toEqual({
      personalizations: [
        { to: [{ email: "a@example.com" }, { email: "b@example.com" }] },
      ],
      from: { email: "fallback@example.com" },
      subject:
        "[critical] Callers hear the error message: https://www.example.com",
      content: [
        {
          type: "text/plain",
          value: `Callers hear the error message

Where: https://www.example.com/index
What: 11200 HTTP retrieval failure (http-error) https://www.twilio.com/docs/api/errors/11200
How many: 12 failures of 9 people in 5 min on +15550001111
Since: 2026-11-22T10:00:00.000Z
Backups: https://fallback.example.com timeout (2500 ms); https://dr.example.com http-error 502 (84 ms)
`,
        },
        {
          type: "text/html",
          value: expect.stringContaining(
            '<a href="https://www.twilio.com/docs/api/errors/11200">11200 HTTP retrieval failure (http-error)</a>',
          ) as string,
        },
      ],
    });
  });

  it("escapes in the HTML", () => {
    const mail = JSON.stringify(
      json("email", someAlert({ path: "/<script>&" })),
    );
    expect(mail).toContain("/&lt;script&gt;&amp;</p>");
  });
});

describe("slack", () => {
  it("has blocks, and a text for the notification, in which nobody is called", () => {
    const body = json("slack", someAlert({ path: "/<!channel>&" }));
    expect(body).toMatchObject({
      text: "[critical] Callers hear the error message: https://www.example.com/&lt;!channel&gt;&amp;",
      blocks: expect.arrayContaining(
        [
          "*[critical] Callers hear the error message*",
          "*Where*: https://www.example.com/&lt;!channel&gt;&amp;",
          "*What*: <https://www.twilio.com/docs/api/errors/11200|11200 HTTP retrieval failure (http-error)>",
        ].map((text) => ({ type: "section", text: { type: "mrkdwn", text } })),
      ) as unknown,
    });
  });
});

describe("pagerduty", () => {
  it("triggers one alert an incident, with everything in its details", () => {
    const alert = someAlert();
    expect(requestsOf("pagerduty")[0]?.url).toBe(
      "https://events.pagerduty.com/v2/enqueue",
    );
    expect(json("pagerduty")).toEqual({
      routing_key: "r".repeat(32),
      event_action: "trigger",
      dedup_key: "fallback-0123456789abcdef",
      client: "twilio-fallback",
      payload: {
        summary:
          "Callers hear the error message: https://www.example.com/index, 11200 HTTP retrieval failure",
        source: "https://www.example.com",
        severity: "critical",
        timestamp: alert.at,
        class: "http-error",
        custom_details: alert.data,
      },
      links: [
        {
          href: "https://www.twilio.com/docs/api/errors/11200",
          text: "11200 HTTP retrieval failure",
        },
      ],
    });
    const long = someAlert({ path: `/${"x".repeat(2000)}` });
    const { payload } = json("pagerduty", long) as {
      payload: { summary: string };
    };
    expect(payload.summary).toHaveLength(1024);
  });
});

describe("webhook", () => {
  it("is the contract's body, signed as Standard Webhooks says", () => {
    const alert = someAlert();
    const [request] = requestsOf("webhook");
    const { url, headers = {}, body = "" } = request ?? {};
    expect(url).toBe("https://example.com/in?a=1");
    expect(JSON.parse(body)).toEqual({
      type: "fallback.alert",
      timestamp: alert.at,
      data: alert.data,
    });
    expect(headers["webhook-id"]).toBe(alert.id);
    const at = headers["webhook-timestamp"] ?? "";
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(5);
    expect(new Webhook(ALL.ALERT_WEBHOOK_SECRET).verify(body, headers)).toEqual(
      JSON.parse(body),
    );
  });

  it("signs the specification's example, and nothing without a secret", () => {
    expect(
      standardSignature(
        KEY,
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        '{"test": 2432232314}',
      ),
    ).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    const [unsigned] = requestsOf("webhook", someAlert(), {
      ALERT_WEBHOOK_SECRET: "",
    });
    expect(unsigned?.headers).not.toHaveProperty("webhook-signature");
  });
});
