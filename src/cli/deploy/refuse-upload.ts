import { refuse, misspeltNames } from "../account/env-faults";
import type { Env } from "../account/login";
import { readSettings } from "../../invocation/read-settings";
import { describeProblem } from "../../settings/read-table";

/** Who deploys. Twilio's toolkit uploads everything else. */
const NOT_UPLOADED = ["ACCOUNT_SID", "AUTH_TOKEN"];

const CREDENTIALS =
  /^TWILIO_(ACCOUNT_SID|AUTH_TOKEN|API_KEY|API_KEY_SECRET|API_SECRET)$/;

/** https://www.twilio.com/docs/serverless/functions-assets/functions/variables */
const MAX_VALUE_BYTES = 450;
const MAX_BYTES = 3072;

/**
 * Refuses an `.env` with which the deployed service would not do what it says, a line for each
 * fault.
 */
export function refuseUpload(envFile: Env): void {
  refuse([
    ...readSettings(envFile).problems.map(describeProblem),
    ...misspeltNames(envFile),
    ...uploadFaults(envFile),
  ]);
}

function uploadFaults(envFile: Env): string[] {
  const uploaded = Object.entries(envFile).filter(
    ([name, value]) => value !== "" && !NOT_UPLOADED.includes(name),
  );
  const sizes = uploaded.map(([name, value = ""]) => ({
    name,
    bytes: Buffer.byteLength(value),
  }));
  const total = sizes.reduce(
    (sum, { name, bytes }) => sum + name.length + bytes,
    0,
  );
  return [
    ...uploaded.flatMap(([name]) => nameFault(name) ?? []),
    ...sizes
      .filter(({ bytes }) => bytes > MAX_VALUE_BYTES)
      .map(
        ({ name, bytes }) =>
          `${name}: expected at most ${MAX_VALUE_BYTES} bytes, which is all that Twilio takes; it has ${bytes}`,
      ),
    ...(total > MAX_BYTES
      ? [
          `.env: expected at most ${MAX_BYTES} bytes of names and values together, which is all that Twilio takes; it has ${total}`,
        ]
      : []),
  ];
}

function nameFault(name: string): string | null {
  if (name === "TWILIO_EMULATOR_URL")
    return `${name}: expected to be absent where a service is deployed; take it out of .env`;
  return CREDENTIALS.test(name)
    ? `${name}: expected in the environment, since what stands in .env is uploaded; as ACCOUNT_SID and AUTH_TOKEN, credentials may stand there`
    : null;
}
