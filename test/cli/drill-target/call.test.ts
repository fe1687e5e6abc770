import type { CallResult } from "../../../src/cli/drill/call/drill-call";
import type { TwilioEmulator } from "../../../src/emulator";
import { sharedDeployment } from "../../support/runtime/deployment";
import { startDeployedService } from "../../support/runtime/deployed-service";
import { runHere } from "../../support/runtime/in-process";
import { emulatorSettings, withEmulator } from "../../support/servers/emulator";

const PHONE = "+14155550100";
const OURS = "+15550001111";

describe("drill --call", () => {
  const folder = sharedDeployment();

  /** Rings from an account with one number, and a service of its own. */
  const onService = (
    test: (
      ring: (
        args?: readonly string[],
        answer?: boolean,
      ) => ReturnType<typeof runHere>,
      emulator: TwilioEmulator,
    ) => Promise<void>,
  ) =>
    withEmulator(async (emulator) => {
      emulator.account.phoneNumbers.add({ phone_number: OURS });
      const known = emulatorSettings(emulator);
      const service = await startDeployedService(folder(), known);
      try {
        await test(
          (args = [], answer) =>
            runHere(
              ["drill", "--target", service.url, "--call", PHONE, ...args],
              {
                environment: known,
                ...(answer !== undefined && { answer: () => answer }),
              },
            ),
          emulator,
        );
      } finally {
        await service.stop();
      }
    });

  it.each([
    ["refused", 11202],
    ["500", 11200],
    ["not-twiml", 12100],
  ])(
    "rings a phone whose primary died by %s, and shows what was heard and when",
    (dead, code) =>
      onService(async (ring, emulator) => {
        const args = ["--dead", dead, "--confirm", PHONE, "--json"];
        const ended = await ring(args);
        const result = JSON.parse(ended.stdout) as CallResult;
        expect(result.broken).toEqual([]);
        expect(ended.code).toBe(0);
        expect(result.call).toMatchObject({ status: "completed" });
        expect(result.evidence).toMatchObject({
          errorCode: code,
          heard: [expect.stringMatching(/^“We are sorry/), "(hangs up)"],
          fallback: { parameters: { To: PHONE, From: OURS } },
        });
        expect(result.evidence.secondsToFirstWord).toBeLessThan(10);
        expect(result.record).toMatchObject({
          sid: result.call.sid,
          rehearsal: true,
          outcome: "apologized",
        });
        expect(result.facts).toContainEqual({
          question: "Does ErrorUrl come with its query?",
          answer: "yes",
        });
        expect(emulator.calls.calls.all()).toHaveLength(1);
      }),
    60_000,
  );

  it(
    "asks first, says what it costs, and rings nobody without a yes",
    () =>
      onService(async (ring, emulator) => {
        const unasked = await ring();
        expect(unasked.code).toBe(2);
        expect(unasked.stdout).toContain("a cent or two");
        const other = await ring(["--confirm", "+14155550101"]);
        expect(other.code).toBe(2);
        expect(other.stderr).toContain("--confirm +14155550101: expected");
        const foreign = await ring(["--from", "0123"]);
        expect(foreign.stderr).toContain("--from 0123: expected a number");
        const refused = await ring([], false);
        expect(refused.stdout).toContain("Nothing was changed.");
        expect(emulator.calls.calls.all()).toEqual([]);
        const agreed = await ring(["--from", "+15550002222"], true);
        expect(agreed.stdout).toContain("✔ The call went as it should.");
        expect(agreed.stdout).toContain("Twilio's error: 11202 TCP connection");
      }),
    60_000,
  );

  it("needs a service, and options of its own only beside it", async () => {
    const alone = await runHere(["drill", "--call", PHONE]);
    expect(alone.stderr).toContain("--call: expected --target too");
    const without = await runHere(["drill", "--dead", "timeout"]);
    expect(without.stderr).toContain("--dead: expected --call too");
  });
});
