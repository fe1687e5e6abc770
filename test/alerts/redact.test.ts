import { providerMessage } from "../../src/alerts/provider-message";
import { redact } from "../../src/alerts/redact";
import { readSettings } from "../../src/invocation/read-settings";

const SECRETS = {
  AUTH_TOKEN: "0123456789abcdef0123456789abcdef",
  SENDGRID_API_KEY: "SG.abc.def",
  ALERT_SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/T0/B0/s3cretpart",
  ALERT_PAGERDUTY_ROUTING_KEY: "r0utingkey",
  ALERT_WEBHOOK_URL: "https://user:passw%26rd@example.com/in?key=qu%2Bery",
  ALERT_WEBHOOK_SECRET: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
};
const { settings } = readSettings({
  ...SECRETS,
  ACCOUNT_SID: "AC1",
  ALERT_EMAIL_TO: "a@example.com",
  ALERT_EMAIL_FROM: "b@example.com",
});
const clean = (text: string) =>
  redact(text, [
    ...settings.alerts.secrets,
    `Basic ${btoa(`AC1:${SECRETS.AUTH_TOKEN}`)}`,
  ]);
const message = (body: string) => providerMessage(Buffer.from(body), clean);

describe("redact", () => {
  it.each([
    ...Object.values(SECRETS),
    Buffer.from(`AC1:${SECRETS.AUTH_TOKEN}`).toString("base64"),
    "/services/T0/B0/s3cretpart",
    "s3cretpart",
    "qu%2Bery",
    "qu+ery",
    "passw&rd",
  ])("takes out %s, wherever it stands", (secret) => {
    const text = clean(`Cannot POST ${secret}: ${secret}`);
    expect(text).toContain("(secret)");
    expect(text).not.toContain(secret);
  });

  it("leaves what is no secret", () => {
    const text = "400 Invalid 'To' Phone Number: +15550142671 at example.com";
    expect(clean(text)).toBe(text);
    expect(redact(text, readSettings({}).settings.alerts.secrets)).toBe(text);
  });
});

describe("providerMessage", () => {
  it.each([
    ['{"code":21211,"message":"Invalid \'To\'"}', "21211 Invalid 'To'"],
    ['{"code":54009,"status":429}', "54009"],
    [
      '{"errors":[{"message":"Bad from","field":"from"},{"message":"Bad to"}]}',
      "Bad from Bad to",
    ],
    [
      '{"status":"invalid event","message":"Event object is invalid","errors":["routing_key"]}',
      "invalid event Event object is invalid routing_key",
    ],
    ["no_service", "no_service"],
    ["{}", "{}"],
    ["null", "null"],
    ["[1]", "[1]"],
    ["", ""],
    ["a\r\n{forged}\u0000\u2028b", "a {forged} b"],
  ])("of %j is %j", (body, expected) => {
    expect(message(body)).toBe(expected);
  });

  it("is cut, but never in the middle of a secret", () => {
    expect(message("x".repeat(5000))).toHaveLength(300);
    const text = message(`${"x".repeat(295)}${SECRETS.SENDGRID_API_KEY}`);
    expect(text).not.toContain("SG.");
  });
});
