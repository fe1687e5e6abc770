import { Command, InvalidArgumentError } from "commander";
import { randomBytes } from "node:crypto";
import { parseEnv } from "node:util";
import { startEmulator, type TwilioEmulator } from "../emulator";
import type { Settings } from "../settings/settings";
import { settingsOrRefuse } from "./account/environment";
import { readEnvText } from "./account/login";
import { runCommand } from "./run-command";
import { buildService } from "./service/build-service";
import { emulatorSettings } from "./service/emulator-settings";
import { envText } from "./service/env-text";
import { runService } from "./service/run-service";
import { startRehearsal, type Rehearsal } from "./start/simulate";
import { welcome } from "./start/welcome";
import { UserError } from "./user-error";

interface StartOptions {
  port: number;
  rehearse?: true;
}

const program = new Command("npm start --")
  .description(
    "Runs the service on twilio-run: against Twilio where .env holds ACCOUNT_SID and AUTH_TOKEN, otherwise against an emulated Twilio on this machine.",
  )
  .option("--port <number>", "the service's port", readPort, 3000)
  .option(
    "--rehearse",
    "have calls and messages fail and recover all the time, to look at",
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

async function start({ port, rehearse }: StartOptions): Promise<void> {
  const ownEnv = await readEnvText();
  const settings = settingsOrRefuse(parseEnv(ownEnv), "In .env");
  const emulator = needsEmulator(settings) ? await startEmulator() : null;
  const rehearsal = rehearse ? await startRehearsalOn(emulator) : null;
  const token =
    settings.dashboardToken ??
    (emulator ? randomBytes(8).toString("hex") : null);
  try {
    const routes = await buildService();
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
      console.log,
    );
    console.log(
      welcome({
        url: service.url,
        routes,
        twilio: settings.twilio,
        emulator,
        token,
      }),
    );
    rehearsal?.play(service.url);
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => void service.stop());
    await service.ended;
  } finally {
    await Promise.all([rehearsal?.stop(), emulator?.stop()]);
  }
}

function startRehearsalOn(emulator: TwilioEmulator | null): Promise<Rehearsal> {
  if (emulator) return startRehearsal(emulator);
  throw new UserError(
    "--rehearse plays on the emulator: take ACCOUNT_SID, AUTH_TOKEN and TWILIO_EMULATOR_URL out of .env.",
  );
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError("Expected a number from 1 to 65535.");
}

/** Real credentials have 32 hexadecimal digits each; `.env.example` has none. */
function needsEmulator({ twilio }: Settings): boolean {
  const isReal =
    /^AC[0-9a-f]{32}$/i.test(twilio.credentials?.accountSid ?? "") &&
    /^[0-9a-f]{32}$/i.test(twilio.credentials?.authToken ?? "");
  return !isReal && twilio.emulatorUrl === null;
}

runCommand(() => start(program.parse().opts<StartOptions>()));
