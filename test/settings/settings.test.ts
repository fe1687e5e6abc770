import { readFileSync } from "node:fs";
import fc from "fast-check";
import { readSettings } from "../../src/invocation/read-settings";
import { SETTING_DEFAULTS } from "../../src/invocation/setting-defaults";
import { describeProblem } from "../../src/settings/read-table";
import { wholeNumber } from "../../src/settings/rules";
import { setting } from "../../src/settings/setting";
import { readBackups } from "../support/samples/backups";
import { someAlert } from "../support/samples/alerts";

const problemsOf = (env: Record<string, unknown>) =>
  readSettings(env).problems.map(describeProblem);

/** The names of the notifiers that are set up. */
const notifiersOf = (env: Record<string, unknown>) =>
  readSettings(env).settings.alerts.notifiers.map(({ name }) => name);

const WITH_EMAIL = {
  ALERT_EMAIL_TO: "on-call@example.com",
  ALERT_EMAIL_FROM: "fallback@example.com",
  SENDGRID_API_KEY: "SG.key",
};

describe("settings", () => {
  it("are their defaults where nothing is set, and empty text is nothing", () => {
    const empty = Object.fromEntries(
      Object.keys(SETTING_DEFAULTS).map((name) => [name, " "]),
    );
    expect(readSettings(empty)).toEqual(readSettings({}));
    expect(readSettings({})).toEqual({
      problems: [],
      settings: {
        backupOrigins: [],
        backupMethod: "POST",
        retryFailedUrl: false,
        attemptTimeoutMs: 2500,
        responseBudgetMs: 7000,
        syncServiceSid: "default",
        journalShards: 10,
        journalTtlDays: 30,
        pii: "masked",
        alertWindowMinutes: 5,
        alertRepeatMinutes: 60,
        alerts: { notifiers: [], lacking: [], secrets: [] },
        dashboardToken: null,
        twilio: {
          credentials: null,
          region: null,
          edge: null,
          emulatorUrl: null,
        },
        domainName: null,
      },
    });
  });

  it("are read whole", () => {
    const { settings, problems } = readSettings({
      BACKUP_ORIGINS:
        "https://fallback.example.com/, https://u:p@dr.example.com/app/",
      BACKUP_METHOD: "GET",
      RETRY_FAILED_URL: "true",
      ATTEMPT_TIMEOUT_MS: "100",
      RESPONSE_BUDGET_MS: "9000",
      SYNC_SERVICE_SID: `IS${"0".repeat(32)}`,
      JOURNAL_SHARDS: "50",
      JOURNAL_TTL_DAYS: "365",
      PII: "full",
      ALERT_WINDOW_MINUTES: "1440",
      ALERT_SMS_TO: "+15550001111,+15550002222",
      ALERT_SMS_FROM: `MG${"a".repeat(32)}`,
      ALERT_EMAIL_TO: "a@example.com",
      ALERT_EMAIL_FROM: "b@example.com",
      SENDGRID_API_KEY: "SG.key",
      SENDGRID_API_URL: "https://api.eu.sendgrid.com/",
      ALERT_SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/T/B/x",
      ALERT_PAGERDUTY_ROUTING_KEY: "routing",
      ALERT_WEBHOOK_URL: "http://localhost:8080/hook/",
      ALERT_WEBHOOK_SECRET: "whsec_c2VjcmV0",
      DASHBOARD_TOKEN: "0123456789abcdef",
      TWILIO_EMULATOR_URL: "http://127.0.0.1:4010/",
      ACCOUNT_SID: "AC1",
      AUTH_TOKEN: "token",
      TWILIO_REGION: "ie1",
      TWILIO_EDGE: "dublin",
      DOMAIN_NAME: "fallback-1234.twil.io",
    });
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      backupOrigins: readBackups([
        "https://fallback.example.com",
        "https://u:p@dr.example.com/app",
      ]),
      backupMethod: "GET",
      retryFailedUrl: true,
      alertWindowMinutes: 1440,
      alerts: {
        notifiers: [
          { name: "sms", recipients: ["+15550001111", "+15550002222"] },
          { name: "email", recipients: ["a@example.com"] },
          { name: "slack" },
          { name: "pagerduty", recipients: ["routing"] },
          { name: "webhook", recipients: ["http://localhost:8080/hook/"] },
        ],
        lacking: [],
      },
      twilio: {
        credentials: { accountSid: "AC1", authToken: "token" },
        region: "ie1",
        edge: "dublin",
        emulatorUrl: "http://127.0.0.1:4010",
      },
      domainName: "fallback-1234.twil.io",
    });
  });

  it("report every problem at once, by name and expectation, and use the defaults", () => {
    const env = {
      BACKUP_METHOD: "PUT",
      RETRY_FAILED_URL: "yes",
      ATTEMPT_TIMEOUT_MS: "99",
      RESPONSE_BUDGET_MS: "1e4",
      SYNC_SERVICE_SID: "../Other",
      JOURNAL_SHARDS: "0",
      JOURNAL_TTL_DAYS: "366",
      PII: "none",
      DASHBOARD_TOKEN: "short",
      TWILIO_EMULATOR_URL: "http://example.com",
      ALERT_WEBHOOK_URL: "http://example.com/hook",
      TWILIO_REGION: "evil.example.com/",
    };
    const { settings, problems } = readSettings(env);
    expect(problems.map(({ name }) => name).sort()).toEqual(
      Object.keys(env).sort(),
    );
    const { alerts, ...others } = settings;
    expect(others).toEqual({
      ...readSettings({}).settings,
      alerts: undefined,
    });
    expect(alerts.notifiers).toEqual([]);
    expect(problemsOf({ ATTEMPT_TIMEOUT_MS: "99" })).toEqual([
      "ATTEMPT_TIMEOUT_MS: expected a whole number from 100 to 8000",
    ]);
  });

  it("drop an unusable backup, report which, and let the others stand", () => {
    const { settings, problems } = readSettings({
      BACKUP_ORIGINS:
        "https://a.example, ftp://b.example, , c.example, https://d.example/?q=1, https://e.example/#x, https://f.example, https://g.example;https://h.example",
    });
    expect(settings.backupOrigins).toEqual(
      readBackups(["https://a.example", "https://f.example"]),
    );
    expect(problems.map(({ expected }) => expected.slice(0, 7))).toEqual([
      "entry 2",
      "entry 4",
      "entry 5",
      "entry 6",
      "entry 8",
    ]);
  });

  it("refuse a default that breaks its own rule", () => {
    expect(() => setting(wholeNumber(1, 50), "51")).toThrow(
      '"51" is no default: expected a whole number from 1 to 50',
    );
  });

  it("turn a webhook off whose secret is bad: unsigned, it would be believed", () => {
    const env = {
      ALERT_WEBHOOK_URL: "https://example.com/in",
      ALERT_WEBHOOK_SECRET: "not base64!",
    };
    expect(notifiersOf(env)).toEqual([]);
    expect(problemsOf(env)).toEqual([
      "ALERT_WEBHOOK_SECRET: expected base64, with or without the prefix whsec_",
    ]);
    expect(
      notifiersOf({ ...env, ALERT_WEBHOOK_SECRET: "whsec_c2VjcmV0" }),
    ).toEqual(["webhook"]);
  });

  it.each([
    ["+15550199999", true],
    ["32665", true],
    [`MG${"a".repeat(32)}`, true],
    ["Example Inc", true],
    ["1Shop", true],
    ["12345678901", false],
    ["Example Incorporated", false],
    ["+1555x", false],
    ["Café", false],
  ])("take %s for a sender of text messages: %s", (from, isTaken) => {
    const env = {
      ALERT_SMS_TO: "+15550001111",
      ALERT_SMS_FROM: from,
      ACCOUNT_SID: "AC1",
      AUTH_TOKEN: "token",
    };
    expect(problemsOf(env)).toHaveLength(isTaken ? 0 : 1);
    expect(notifiersOf(env)).toEqual(isTaken ? ["sms"] : []);
  });

  it("say what SMS lacks where there are no credentials", () => {
    const { settings, problems } = readSettings({
      ALERT_SMS_TO: "+15550001111",
      ALERT_SMS_FROM: "+15550199999",
    });
    expect(problems).toEqual([]);
    expect(settings.alerts).toMatchObject({
      notifiers: [],
      lacking: ["sms: expected ACCOUNT_SID and AUTH_TOKEN"],
    });
  });

  it("turn a notifier off, and say so, where half of it is missing", () => {
    expect(problemsOf({ ALERT_SMS_TO: "+15550001111" })).toEqual([
      "ALERT_SMS_FROM: expected a value, as ALERT_SMS_TO is set",
    ]);
    expect(problemsOf({ SENDGRID_API_KEY: "SG.x" })).toHaveLength(2);
    expect(problemsOf({ ALERT_WEBHOOK_SECRET: "c2VjcmV0" })).toHaveLength(1);
    expect(notifiersOf({ ALERT_SMS_TO: "+15550001111" })).toEqual([]);
    expect(
      notifiersOf({
        ACCOUNT_SID: "AC1",
        AUTH_TOKEN: "token",
        ALERT_SMS_TO: "5550001111",
        ALERT_SMS_FROM: "+15550001111",
      }),
    ).toEqual([]);
  });

  it.each([
    "https://localhost:4010",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://127.0.0.1@example.com",
    "http://example.com#@localhost",
    "http://example.com\\@localhost",
    "http://[::ffff:192.0.2.1]",
    "http://0.0.0.0",
    "file://localhost/",
  ])("take %s for no emulator, nor for a provider but by https", (url) => {
    const read = (name: string) =>
      readSettings({ ...WITH_EMAIL, [name]: url }).settings;
    expect(read("TWILIO_EMULATOR_URL").twilio.emulatorUrl).toBeNull();
    if (url.startsWith("https:")) return;
    const names = (name: string) =>
      read(name).alerts.notifiers.map((notifier) => notifier.name);
    expect(names("ALERT_WEBHOOK_URL")).toEqual(["email"]);
    expect(names("ALERT_SLACK_WEBHOOK_URL")).toEqual(["email"]);
    const [email] = read("SENDGRID_API_URL").alerts.notifiers;
    expect(email?.requests(someAlert())[0]?.url).toBe(
      `${SETTING_DEFAULTS["SENDGRID_API_URL"] ?? ""}/v3/mail/send`,
    );
  });

  it("never tell a value, and never throw, whatever is set", () => {
    const names = Object.keys(SETTING_DEFAULTS);
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.oneof(fc.string({ unit: "binary" }), fc.anything()),
        (name, value) => {
          const { problems } = readSettings({ [name]: value });
          const secret = typeof value === "string" ? value.trim() : "";
          for (const problem of problems) {
            const text = describeProblem(problem);
            expect(secret.length > 6 && text.includes(secret)).toBe(false);
          }
        },
      ),
    );
  });
});

describe("the settings' documentation", () => {
  const names = Object.keys(SETTING_DEFAULTS);

  it("lists in .env.example each setting with its default", () => {
    const listed = [
      ...readFileSync(".env.example", "utf8").matchAll(/^# ?([A-Z_]+)=(.*)$/gm),
    ].map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(listed)).toEqual({
      ACCOUNT_SID: "",
      AUTH_TOKEN: "",
      ...SETTING_DEFAULTS,
    });
  });

  it("lists in the table of docs/settings.md each setting with its default", () => {
    const rows = [
      ...readFileSync("docs/settings.md", "utf8").matchAll(
        /^\| (`[A-Z_`, ]+`) +\| ([^|]+?) +\|/gm,
      ),
    ].flatMap(([, cell = "", defaults = ""]) =>
      cell
        .split(", ")
        .map((name, index) => [
          name.replaceAll("`", ""),
          defaults.split(", ")[index]?.replace(/^none$|`/g, "") ?? "",
        ]),
    );
    expect(rows.map(([name]) => name).sort()).toEqual([...names].sort());
    expect(Object.fromEntries(rows)).toEqual(SETTING_DEFAULTS);
  });
});
