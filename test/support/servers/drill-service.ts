import type { DeployedResult } from "../../../src/cli/drill/deployed/play-rehearsals";
import type { TwilioEmulator } from "../../../src/emulator";
import { runCommand, type Ended } from "../runtime/command";
import {
  startDeployedService,
  type DeployedService,
  type Flaws,
} from "../runtime/deployed-service";
import { emulatorSettings } from "./emulator";

/** What is drilled, beside a service that has nothing but its credentials. */
interface Drilled {
  /** More environment variables of the service. */
  readonly env?: Readonly<Record<string, string>>;
  readonly flaws?: Flaws;
  /** More environment variables of the command. */
  readonly cliEnv?: Readonly<Record<string, string>>;
}

/** Drills a service of its own, as its account; it is still running afterwards. */
export async function drillService(
  folder: string,
  emulator: TwilioEmulator,
  args: readonly string[],
  { env = {}, flaws = {}, cliEnv = {} }: Drilled = {},
): Promise<Ended & { service: DeployedService }> {
  const known = emulatorSettings(emulator);
  const service = await startDeployedService(
    folder,
    { ...known, ...env },
    flaws,
  );
  const all = ["--target", service.url, ...args];
  const ended = await runCommand("drill", all, folder, {
    ...known,
    // A sentence is one line.
    COLUMNS: "250",
    ...cliEnv,
  });
  return { ...ended, service };
}

/** Drills the calls of a service of its own, for a machine. */
export async function drillCalls(
  folder: string,
  emulator: TwilioEmulator,
  args: readonly string[] = [],
  drilled: Drilled = {},
): Promise<{ code: number | null; result: DeployedResult }> {
  const { code, stdout, service } = await drillService(
    folder,
    emulator,
    ["--channel", "voice", "--json", ...args],
    drilled,
  );
  await service.stop();
  return { code, result: JSON.parse(stdout) as DeployedResult };
}

/** Everything that a drill found wrong, in words. */
export function brokenOf({
  publicSurface,
  rows,
  journal,
  alerts,
}: DeployedResult): string[] {
  return [...publicSurface, ...rows, journal, alerts].flatMap(
    ({ broken }) => broken,
  );
}
