import { twilioSdk } from "../../../src/cli/account/twilio-sdk";
import { startEmulator, type TwilioEmulator } from "../../../src/emulator";

export { emulatorSettings } from "../../../src/cli/service/emulator-settings";

/** Runs a test on an emulator; a call that the emulator does not know fails it. */
export async function withEmulator(
  test: (emulator: TwilioEmulator) => Promise<void>,
  options: Parameters<typeof startEmulator>[0] = {},
): Promise<void> {
  const emulator = await startEmulator(options);
  try {
    await test(emulator);
    expect(emulator.unknownCalls).toEqual([]);
  } finally {
    await emulator.stop();
  }
}

/** Every record that stands in the emulator's Sync. */
export function recordsIn({ sync }: TwilioEmulator): unknown[] {
  return sync.listNames().flatMap((name) => sync.items(name));
}

/** How the Functions reach an emulator. */
export function accessTo(
  emulator: Pick<TwilioEmulator, "url" | "accountSid" | "authToken">,
) {
  const { url, accountSid, authToken } = emulator;
  return {
    credentials: { accountSid, authToken },
    region: null,
    edge: null,
    emulatorUrl: url,
  };
}

/** Twilio's own SDK, with the emulator in Twilio's place; it takes each answer as it is. */
export function sdkTo(emulator: TwilioEmulator, retries = false) {
  const { accountSid, authToken } = emulator;
  return twilioSdk(
    {
      ...accessTo(emulator),
      accountSid,
      user: accountSid,
      password: authToken,
    },
    retries ? undefined : { autoRetry: false },
  );
}
