import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { misspeltNames } from "../../src/cli/account/env-faults";
import { runHere } from "../support/runtime/in-process";

const LOGIN = {
  ACCOUNT_SID: `AC${"1".repeat(32)}`,
  AUTH_TOKEN: "5".repeat(32),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twilio-fallback-env-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a command where `.env` holds these, and the login. */
const runWith = async (
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
) => {
  const lines = Object.entries({ ...LOGIN, ...settings });
  await writeFile(
    join(folder, ".env"),
    lines.map(([name, value]) => `${name}=${value}\n`).join(""),
  );
  const { code, stdout, stderr } = await runHere(args, { folder });
  return { code, stdout, lines: stderr.trimEnd().split("\n") };
};

const WITH_ALL_MISTAKES = {
  BACKUP_ORIGINS: "fallback.example.com",
  PII: "yes",
  DASHBOARD_TOKEN: "short",
  ALERT_SMS_TO: "+15550142671",
  ALERT_SLACK_WEBHOOK: "https://hooks.slack.com/services/T/B/x",
};

const THEIR_LINES = [
  /^BACKUP_ORIGINS: expected .*entry 1/,
  /^PII: expected masked or full$/,
  /^DASHBOARD_TOKEN: expected at least 16 characters/,
  /^ALERT_SMS_FROM: expected a value, as ALERT_SMS_TO is set$/,
  /^ALERT_SLACK_WEBHOOK: did you mean ALERT_SLACK_WEBHOOK_URL\?$/,
];

describe("an .env with mistakes", () => {
  it.each([["deploy"], ["incidents"], ["alert-test"], ["start"]])(
    "is refused by %s with the same line for each",
    async (name) => {
      const { code, stdout, lines } = await runWith([name], WITH_ALL_MISTAKES);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(lines).toEqual(
        THEIR_LINES.map((line) => expect.stringMatching(line) as string),
      );
    },
  );

  it.each([
    [
      { TWILIO_EMULATOR_URL: "http://localhost:4010" },
      /^TWILIO_EMULATOR_URL: expected to be absent where a service is deployed/,
    ],
    [
      { TWILIO_AUTH_TOKEN: "5".repeat(32) },
      /^TWILIO_AUTH_TOKEN: expected in the environment, since what stands in \.env is uploaded/,
    ],
    [{ TWILIO_API_KEY: "SK1" }, /^TWILIO_API_KEY: expected in the environment/],
    [
      { BACKUP_ORIGINS: `https://example.com/${"a".repeat(450)}` },
      /^BACKUP_ORIGINS: expected at most 450 bytes.*; it has 470$/,
    ],
    [
      Object.fromEntries(
        Array.from({ length: 8 }, (_, n) => [`OWN_${n}`, "é".repeat(200)]),
      ),
      /^\.env: expected at most 3072 bytes of names and values together.*; it has 3240$/,
    ],
  ])("is not deployed: %j", async (settings, line) => {
    const { code, stdout, lines } = await runWith(["deploy"], settings);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lines).toEqual([expect.stringMatching(line)]);
  });
});

describe("a name in .env", () => {
  it.each([
    ["ALERT_SLACK_WEBHOOK", "ALERT_SLACK_WEBHOOK_URL"],
    ["BACKUP_ORIGIN", "BACKUP_ORIGINS"],
    ["BACKUPS_ORIGIN", "BACKUP_ORIGINS"],
    ["backup_origins", "BACKUP_ORIGINS"],
    ["ALERT_SMS_FORM", "ALERT_SMS_FROM"],
    ["SENDGRID_KEY", "SENDGRID_API_KEY"],
    ["DASHBOARD_TOKN", "DASHBOARD_TOKEN"],
    ["ATTEMPT_TIMEOUT", "ATTEMPT_TIMEOUT_MS"],
    ["ACOUNT_SID", "ACCOUNT_SID"],
    ["TWILIO_AUTHTOKEN", "TWILIO_AUTH_TOKEN"],
  ])("%s is taken for a misspelt %s", (name, meant) => {
    expect(misspeltNames({ [name]: "x" })).toEqual([
      `${name}: did you mean ${meant}?`,
    ]);
  });

  it.each(["PORT", "NODE_ENV", "DATABASE_URL", "GREETING", "PII", "LOG_LEVEL"])(
    "%s is left alone",
    (name) => {
      expect(misspeltNames({ [name]: "x" })).toEqual([]);
    },
  );
});
