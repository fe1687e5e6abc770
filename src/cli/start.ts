import { Command, InvalidArgumentError } from "commander";
import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import color from "picocolors";
import {
  startEmulator,
  type TwilioEmulator,
} from "../emulator/twilio-emulator";
import { describeProblem, readSettings, type Settings } from "../settings";
import { runCommand } from "./run-command";
import { buildService } from "./service/build-service";
import { emulatorEnv } from "./service/emulator-env";
import { runService } from "./service/run-service";
import { UserError } from "./user-error";

interface StartOptions {
  port: number;
}

const program = new Command("npm start --")
  .description(
    "Runs the service on twilio-run: against Twilio where .env holds ACCOUNT_SID and AUTH_TOKEN, otherwise against an emulated Twilio on this machine.",
  )
  .option("--port <number>", "the service's port", readPort, 3000)
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

async function start({ port }: StartOptions): Promise<void> {
  const envText = await readFile(".env", "utf8").catch(() => "");
  const { settings, problems } = readSettings(parseEnv(envText));
  if (problems.length > 0) {
    throw new UserError(
      ["In .env:", ...problems.map(describeProblem)].join("\n  "),
    );
  }
  const routes = await buildService();
  const emulator = needsEmulator(settings) ? await startEmulator() : null;
  try {
    const service = await runService(
      emulator ? `${envText}\n${emulatorEnv(emulator)}` : envText,
      port,
      console.log,
    );
    console.log(welcome(service.url, routes, settings, emulator));
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => void service.stop());
    await service.ended;
  } finally {
    await emulator?.stop();
  }
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

function welcome(
  url: string,
  routes: readonly string[],
  { twilio }: Settings,
  emulator: TwilioEmulator | null,
): string {
  const emulatorUrl = emulator?.url ?? twilio.emulatorUrl;
  const against = emulatorUrl
    ? `an emulated Twilio at ${emulatorUrl} (put ACCOUNT_SID and AUTH_TOKEN into .env to use yours)`
    : `Twilio, account ${twilio.credentials?.accountSid ?? ""}: records go to your Sync service`;
  return `
${color.bold("twilio-fallback")} runs against ${against}.

${routes.map((route) => `  ${color.cyan(url + route)}`).join("\n")}
  ${color.cyan(`${url}/voice-error.xml`)}
  ${color.cyan(`${url}/messaging-error.xml`)}

Try a call whose web server failed:
  curl ${url}/fallback -d CallSid=CA00000000000000000000000000000011 \\
    -d From=%2B15550142671 -d ErrorCode=11200 -d ErrorUrl=https://www.example.com/index
Play every way to fail:
  npm run drill
Stop with Ctrl+C. Each failure is a line of JSON below.
`;
}

runCommand(() => start(program.parse().opts<StartOptions>()));
