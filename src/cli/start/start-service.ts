import { randomBytes } from "node:crypto";
import { parseEnv } from "node:util";
import { startEmulator, type TwilioEmulator } from "../../emulator";
import type { Settings } from "../../settings/settings";
import { settingsOrRefuse } from "../account/env-faults";
import { readEnvText } from "../account/login";
import type { ExitCode } from "../command";
import { buildService } from "../service/build-service";
import { emulatorSettings } from "../service/emulator-settings";
import { envText } from "../service/env-text";
import { runService } from "../service/run-service";
import type { Surroundings } from "../surroundings";
import { UserError } from "../user-error";
import { color } from "../terminal/color";
import { serviceLineText } from "./service-line";
import { startRehearsal, type Rehearsal } from "./simulate";
import { welcome } from "./welcome";

/** Where to run it, and whether with something to look at. */
export interface StartOptions {
  readonly port: number;
  readonly rehearse: boolean;
}

/** Builds the service and runs it until it is stopped. */
export async function startService(
  { port, rehearse }: StartOptions,
  { folder, terminal, untilStopped }: Surroundings,
): Promise<ExitCode> {
  const ownEnv = await readEnvText(folder);
  const settings = settingsOrRefuse(parseEnv(ownEnv));
  const stopped = untilStopped();
  const emulator = needsEmulator(settings) ? await startEmulator() : null;
  const rehearsal = rehearse
    ? await startRehearsalOn(emulator, settings)
    : null;
  const token =
    settings.dashboardToken ??
    (emulator ? randomBytes(8).toString("hex") : null);
  try {
    const routes = await buildService(terminal.warn, folder);
    const service = await runService(
      [
        ownEnv,
        envText({
          ...(emulator && emulatorSettings(emulator)),
          ...(token !== null && { DASHBOARD_TOKEN: token }),
          ...(rehearsal && { BACKUP_ORIGINS: rehearsal.backup }),
        }),
      ].join("\n"),
      port,
      rehearsal
        ? (line) => {
            const text = serviceLineText(line);
            if (text !== null) terminal.print(text);
          }
        : terminal.print,
      folder,
    );
    terminal.print(
      welcome({
        url: service.url,
        routes,
        twilio: settings.twilio,
        emulator,
        token,
        isRehearsal: rehearse,
      }),
    );
    rehearsal?.play(service.url, (text) => {
      terminal.print(`\n${color.bold(`— ${text}`)}\n`);
    });
    stopped.addEventListener("abort", () => void service.stop());
    if (stopped.aborted) await service.stop();
    await service.ended;
    return 0;
  } finally {
    await Promise.all([rehearsal?.stop(), emulator?.stop()]);
  }
}

function startRehearsalOn(
  emulator: TwilioEmulator | null,
  settings: Settings,
): Promise<Rehearsal> {
  if (emulator) return startRehearsal(emulator, settings);
  throw new UserError(
    "--rehearse plays on the emulator: take ACCOUNT_SID, AUTH_TOKEN and TWILIO_EMULATOR_URL out of .env.",
  );
}

/** Real credentials have 32 hexadecimal digits each; `.env.example` has none. */
function needsEmulator({ twilio }: Settings): boolean {
  const isReal =
    /^AC[0-9a-f]{32}$/i.test(twilio.credentials?.accountSid ?? "") &&
    /^[0-9a-f]{32}$/i.test(twilio.credentials?.authToken ?? "");
  return !isReal && twilio.emulatorUrl === null;
}
