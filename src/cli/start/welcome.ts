import { color } from "../terminal/color";
import type { TwilioEmulator } from "../../emulator";
import type { TwilioAccess } from "../../twilio/access";

/** What a person wants to know of a service that has just started. */
export interface StartedService {
  readonly url: string;
  readonly routes: readonly string[];
  readonly twilio: TwilioAccess;
  /** Null where the service does not run against our emulator. */
  readonly emulator: TwilioEmulator | null;
  /** `DASHBOARD_TOKEN`; null where none is set. */
  readonly token: string | null;
  /** Whether an evening is played, to look at. */
  readonly isRehearsal: boolean;
}

/** Says what runs against what, where, and what to try next. */
export function welcome(service: StartedService): string {
  const { url, routes, emulator, token, isRehearsal } = service;
  const paths = [...routes, "/voice-error.xml", "/messaging-error.xml"];
  return `
${color.bold("twilio-fallback")} runs against ${counterpart(service)}.

${paths.map((path) => `  ${color.cyan(url + path)}`).join("\n")}

Try a call whose web server failed:
  curl ${url}/fallback -d CallSid=CA00000000000000000000000000000011 \\
    -d From=%2B15550142671 -d ErrorCode=11200 -d ErrorUrl=https://www.example.com/index
See what failed, on a page, as JSON, or in the terminal:
  ${color.cyan(`${url}/dashboard.html`)} ${token === null ? "(set DASHBOARD_TOKEN in .env first)" : `(the token is ${token})`}
  curl -H "Authorization: Bearer ${token ?? "<DASHBOARD_TOKEN>"}" ${url}/incidents
  ${emulator ? `TWILIO_EMULATOR_URL=${emulator.url} ACCOUNT_SID=${emulator.accountSid} \\\n    AUTH_TOKEN=${emulator.authToken} ` : ""}npm run incidents -- --follow
Play every way to fail:
  npm run drill
Stop with Ctrl+C. ${ending(isRehearsal)}
`;
}

function counterpart({ twilio, emulator }: StartedService): string {
  const emulatorUrl = emulator?.url ?? twilio.emulatorUrl;
  return emulatorUrl
    ? `an emulated Twilio at ${emulatorUrl} (put ACCOUNT_SID and AUTH_TOKEN into .env to use yours)`
    : `Twilio, account ${twilio.credentials?.accountSid ?? ""}: records go to your Sync service`;
}

function ending(isRehearsal: boolean): string {
  return isRehearsal
    ? "An evening of ten minutes begins below, and begins again after that."
    : "Each failure is a line of JSON below.";
}
