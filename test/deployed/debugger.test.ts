import type { JournalRecord } from "../../src/journal/record";
import { alertsAt, webhookData, withSinks } from "../support/samples/alerts";
import { debuggerEvent, PAYLOAD } from "../support/samples/debugger-event";
import {
  sharedDeployment,
  startContainer,
  type Container,
} from "../support/runtime/deployment";
import {
  emulatorSettings,
  recordsIn,
  withEmulator,
} from "../support/servers/emulator";
import { postSigned } from "../support/samples/post-signed";
import type { AlertSinks } from "../../src/cli/drill/world/alert-sinks";
import type { TwilioEmulator } from "../../src/emulator";

describe("the deployed /debugger", () => {
  const folder = sharedDeployment();

  const withContainer = (
    test: (
      tell: (event: Record<string, string>) => Promise<void>,
      world: {
        container: Container;
        emulator: TwilioEmulator;
        sinks: AlertSinks;
      },
    ) => Promise<void>,
  ) =>
    withSinks((sinks) =>
      withEmulator(async (emulator) => {
        const container = await startContainer(
          folder(),
          "debugger.protected.js",
          { ...emulatorSettings(emulator), ...sinks.settings },
        );
        const tell = async (event: Record<string, string>) => {
          const { status, body } = await postSigned(
            container.url,
            Object.entries(event),
            emulator.authToken,
          );
          expect({ status, body }).toEqual({ status: 204, body: "" });
        };
        try {
          await test(tell, { container, emulator, sinks });
        } finally {
          await container.stop();
        }
      }),
    );

  it("journals an error and alerts, without what could be a secret", () =>
    withContainer(async (tell, { container, emulator, sinks }) => {
      await tell(debuggerEvent());
      const record = {
        v: 1,
        at: expect.any(String) as string,
        source: "debugger",
        channel: "voice",
        errorCode: 11200,
        errorUrl: "https://www.example.com/index",
        sid: PAYLOAD.resource_sid,
        accountSid: "AC00000000000000000000000000000001",
        from: "+1••••••4567",
        to: "+15550001111",
        person: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        outcome: "reported",
        recoveredBy: null,
        attempts: [],
        ms: expect.any(Number) as number,
      };
      expect(recordsIn(emulator)).toEqual([record]);
      const log = await container.logged(1);
      expect(log.map((line) => JSON.parse(line) as unknown)).toEqual([
        { ...record, journaled: true },
      ]);
      expect(webhookData(sinks)).toMatchObject([
        { severity: "warning", outcome: "reported", count: 1, backups: [] },
      ]);
      const told = JSON.stringify([sinks.alerts, log]);
      expect(told).not.toContain("s3cret");
      expect(told).not.toContain("5551234567");
      await tell(debuggerEvent());
      expect(webhookData(sinks)).toHaveLength(1);
    }));

  it("says in so many words that the fallback itself failed", () =>
    withContainer(async (tell, { container, sinks }) => {
      const url = container.url.replace(/debugger$/, "fallback");
      await tell(debuggerEvent({ ...PAYLOAD, webhook: { request: { url } } }));
      expect(webhookData(sinks)).toMatchObject([
        { severity: "critical", path: "/fallback", count: 1 },
      ]);
      const words = "THE FALLBACK ITSELF FAILED";
      for (const { body } of sinks.alerts.filter((a) => a.sink !== "webhook"))
        expect(body).toContain(words);
    }));

  it("journals a warning and tells nobody", () =>
    withContainer(async (tell, { emulator, sinks }) => {
      await tell(debuggerEvent(PAYLOAD, "WARNING"));
      expect(recordsIn(emulator)).toHaveLength(1);
      expect(alertsAt(sinks, emulator)).toEqual({});
    }));

  it.each([
    ["garbage", debuggerEvent("{oops")],
    ["nothing", {}],
    [
      "names of the prototype",
      debuggerEvent(
        '{"__proto__":{"error_code":"11200"},"constructor":1,"webhook":{"request":{"parameters":{"__proto__":{"CallSid":"CA1"},"toString":"x"}}}}',
      ),
    ],
    ["a whole page", debuggerEvent(`"${"x".repeat(500_000)}`)],
  ])("journals what can be read of %s", (_, event) =>
    withContainer(async (tell, { emulator }) => {
      await tell(event);
      const [record] = recordsIn(emulator) as JournalRecord[];
      expect(record).toMatchObject({ source: "debugger", errorCode: null });
      expect(record?.accountSid).toBe(
        "AccountSid" in event ? event["AccountSid"] : null,
      );
    }),
  );

  it("refuses what Twilio did not sign", () =>
    withContainer(async (_, { container }) => {
      const { status } = await postSigned(container.url, [], "forged");
      expect(status).toBe(403);
    }));
});
