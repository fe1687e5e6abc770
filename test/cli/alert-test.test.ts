import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  alertsAt,
  SMS_SETTINGS,
  webhookData,
  withSinks,
} from "../support/samples/alerts";
import { runHere } from "../support/runtime/in-process";
import { emulatorSettings, withEmulator } from "../support/servers/emulator";
import { startMisbehavingServer } from "../support/servers/misbehaving-server";

describe("alert-test", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "twilio-fallback-alert-test-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const alertTest = async (env: Record<string, string>, ...args: string[]) => {
    const lines = Object.entries(env).map(
      ([name, value]) => `${name}=${value}`,
    );
    await writeFile(join(folder, ".env"), lines.join("\n"));
    return runHere(["alert-test", ...args], { folder });
  };

  it("sends a marked alert and its all-clear through every notifier, and shows what each says", () =>
    withSinks((sinks) =>
      withEmulator(async (emulator) => {
        const { code, stdout } = await alertTest({
          ...emulatorSettings(emulator),
          ...sinks.settings,
          ...SMS_SETTINGS,
        });
        expect(stdout.trim().split("\n")).toEqual([
          "✔ sms to +15550142671: 201 queued",
          "✔ sms to +15550142672: 201 queued",
          "✔ email: 202",
          "✔ slack: 200 ok",
          "✔ pagerduty: 202 success Event processed",
          "✔ webhook: 204",
          "✔ sms to +15550142671, all-clear: 201 queued",
          "✔ sms to +15550142672, all-clear: 201 queued",
          "✔ email, all-clear: 202",
          "✔ slack, all-clear: 200 ok",
          "✔ pagerduty, all-clear: 202 success Event processed",
          "✔ webhook, all-clear: 204",
        ]);
        expect(code).toBe(0);
        expect(alertsAt(sinks, emulator)).toEqual({
          sms: 4,
          email: 2,
          slack: 2,
          pagerduty: 2,
          webhook: 2,
        });
        const [alert, allClear] = webhookData(sinks);
        expect(alert).toMatchObject({ test: true });
        expect(allClear).toMatchObject({ test: true, key: alert?.key });
        const texts = emulator.messages.sent.map(({ body }) => body);
        expect(texts[0]).toContain("TEST ALERT: nothing has failed");
        expect(texts[2]).toContain("TEST ALL-CLEAR: nothing had failed");
        for (const { body } of sinks.alerts)
          expect(body).toMatch(
            /TEST AL[A-Z-]+: nothing ha|"test":true|"event_action":"resolve"/,
          );
      }),
    ));

  it("exits with 1 and the provider's own words where one refuses, and tells no secret", () =>
    withSinks(async (sinks) => {
      const echo = await startMisbehavingServer(
        "repeats in a 400 what it was asked",
      );
      const { code, stdout, stderr } = await alertTest({
        ...sinks.settings,
        ALERT_SLACK_WEBHOOK_URL: `${echo.url}/services/T0/B0/s3cretpart`,
      });
      expect(code).toBe(1);
      expect(stdout).toContain("✖ slack: 400 POST (secret)");
      expect(stdout).toContain("✔ email: 202");
      expect(stdout + stderr).not.toContain("s3cret");
      await echo.stop();
    }));

  it.each([
    [{}, "No notifier is set up."],
    [{ ALERT_SMS_TO: "+15550142671" }, "ALERT_SMS_FROM: expected a value"],
    [SMS_SETTINGS, "expected ACCOUNT_SID and AUTH_TOKEN too"],
  ])("exits with 2 for %j, and says what to do", async (env, words) => {
    const { code, stdout, stderr } = await alertTest(env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain("    at ");
  });

  it("explains itself", async () => {
    const { code, stdout } = await alertTest({}, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain("Exit code: 0 if every notifier took it");
    expect((await alertTest({}, "--loud")).code).toBe(2);
  });
});
