import type { TwilioEmulator } from "../../emulator/twilio-emulator";

/** The lines of an `.env` with which a service takes the emulator for Twilio. */
export function emulatorEnv(
  emulator: Pick<TwilioEmulator, "url" | "accountSid" | "authToken">,
): string {
  return [
    `ACCOUNT_SID=${emulator.accountSid}`,
    `AUTH_TOKEN=${emulator.authToken}`,
    `TWILIO_EMULATOR_URL=${emulator.url}`,
    "",
  ].join("\n");
}
