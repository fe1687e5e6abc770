import { cp } from "node:fs/promises";
import { join } from "node:path";
import { buildService } from "../../src/cli/service/build-service";
import { incomingParams, simulate } from "../../src/emulator";
import { checkout } from "../support/runtime/checkout";
import { startDeployedService } from "../support/runtime/deployed-service";
import { sharedDeployment } from "../support/runtime/deployment";
import {
  ALERTED_ONCE,
  alertsAt,
  SMS_SETTINGS,
  withSinks,
} from "../support/samples/alerts";
import {
  emulatorSettings,
  recordsIn,
  sdkTo,
  withEmulator,
} from "../support/servers/emulator";
import { refusingUrl } from "../support/servers/misbehaving-server";

const RECIPE = "docs/words/voicemail";
const TIMEOUT_MS = 120_000;

describe("the voicemail of docs/words, built and deployed", () => {
  const deployment = sharedDeployment();
  let folder: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ folder, remove } = await checkout());
    await cp(RECIPE, join(folder, "assets"), { recursive: true });
    await buildService(() => undefined, folder);
  }, TIMEOUT_MS);
  afterAll(() => remove());

  it(
    "takes a caller's message once, hangs up, journals one failure and tells once",
    () =>
      withSinks((sinks) =>
        withEmulator(async (emulator) => {
          const service = await startDeployedService(
            deployment(),
            {
              ...emulatorSettings(emulator),
              ...sinks.settings,
              ...SMS_SETTINGS,
            },
            { dist: join(folder, "dist") },
          );
          const url = await refusingUrl();
          const call = async () => {
            const params = incomingParams("voice", emulator.accountSid);
            const { steps, asides, ending } = await simulate(
              {
                channel: "voice",
                params,
                primary: { url, method: "POST" },
                fallback: { url: `${service.url}/fallback`, method: "POST" },
              },
              emulator.client,
            );
            const [sid = ""] = params.flatMap(([name, value]) =>
              name === "CallSid" ? [value] : [],
            );
            return { sid, steps, asides, ending };
          };
          try {
            const { sid, steps, asides, ending } = await call();
            const heard = steps.flatMap((step) => step.heard);
            expect(heard.filter((text) => text === "(is recorded)")).toEqual([
              "(is recorded)",
            ]);
            expect(heard.at(-1)).toBe("(hangs up)");
            expect(ending.error).toBeNull();
            expect(asides).toEqual([]);
            expect(
              steps.map(({ error, webhook }) => [
                error?.code ?? null,
                webhook.url.replace(/.*\//, ""),
              ]),
            ).toEqual([
              [11202, expect.any(String)],
              [null, "thanks.xml"],
            ]);
            expect(recordsIn(emulator)).toEqual([
              expect.objectContaining({ sid, outcome: "apologized" }),
            ]);
            expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);
            const sdk = sdkTo(emulator);
            const recordings = await sdk.recordings.list({ callSid: sid });
            expect(recordings).toHaveLength(1);

            const other = await call();
            expect(recordsIn(emulator)).toHaveLength(2);
            expect(alertsAt(sinks, emulator)).toEqual(ALERTED_ONCE);
            const theirs = await sdk.recordings.list({ callSid: other.sid });
            expect(theirs).toHaveLength(1);
            expect(theirs[0]?.sid).not.toBe(recordings[0]?.sid);
          } finally {
            await service.stop();
          }
        }),
      ),
    TIMEOUT_MS,
  );
});
