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

  it("sends one marked alert through every channel, and shows what each says", () =>
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
        ]);
        expect(code).toBe(0);
        expect(alertsAt(sinks, emulator)).toEqual({
          sms: 2,
          email: 1,
          slack: 1,
          pagerduty: 1,
          webhook: 1,
        });
        expect(webhookData(sinks)).toMatchObject([{ test: true }]);
        const words = "TEST ALERT: nothing has failed";
        expect(emulator.messages.sent[0]?.body).toContain(words);
        for (const { body } of sinks.alerts)
          expect(body).toMatch(/TEST ALERT: nothing has failed|"test":true/);
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
