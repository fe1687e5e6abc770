import getPort from "get-port";
import { startBackups, type BackupState } from "../world/start-backups";
import { startPrimary, type Primary } from "../world/start-primary";
import { startEmulator, type TwilioEmulator } from "../../../emulator";
import { startOnCall, type OnCall } from "./on-call";
import { emulatorSettings } from "../../service/emulator-settings";
import { envText } from "../../service/env-text";
import { runService, type RunningService } from "../../service/run-service";

/** What a drill plays on: Twilio, web servers that fail, the built service, and who is on call. */
export interface Stage {
  readonly emulator: TwilioEmulator;
  readonly primary: Primary;
  readonly onCall: OnCall;
  /** The URL of a service that has these backups; it is started when it is first asked for. */
  readonly serviceWith: (backups: readonly BackupState[]) => Promise<string>;
  /** Everything that the services have printed so far. */
  readonly log: readonly string[];
}

/** Sets the stage for a play, and clears it afterwards, come what may. */
export async function onStage<T>(
  playAll: (stage: Stage) => Promise<T>,
): Promise<T> {
  const emulator = await startEmulator();
  const primary = await startPrimary();
  const onCall = await startOnCall(emulator);
  const backups = await startBackups(emulator.authToken);
  const services = new Map<string, RunningService>();
  const log: string[] = [];

  const serviceWith: Stage["serviceWith"] = async (states) => {
    const origins = states.map((state) => backups.origins[state]).join(",");
    const service =
      services.get(origins) ??
      (await runService(
        envText({
          ...emulatorSettings(emulator),
          ...onCall.settings,
          BACKUP_ORIGINS: origins,
        }),
        await getPort(),
        (line) => log.push(line),
      ));
    services.set(origins, service);
    return service.url;
  };
  try {
    return await playAll({ emulator, primary, onCall, serviceWith, log });
  } finally {
    const all = [...services.values(), backups, primary, onCall, emulator];
    await Promise.all(all.map((one) => one.stop()));
  }
}
