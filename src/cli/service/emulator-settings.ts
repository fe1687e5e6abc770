import type { TwilioEmulator } from "../../emulator";

/** The settings with which a service, or a command, takes the emulator for Twilio. */
export function emulatorSettings(
  emulator: Pick<TwilioEmulator, "url" | "accountSid" | "authToken">,
): Readonly<Record<string, string>> {
  return {
    ACCOUNT_SID: emulator.accountSid,
    AUTH_TOKEN: emulator.authToken,
    TWILIO_EMULATOR_URL: emulator.url,
  };
}
