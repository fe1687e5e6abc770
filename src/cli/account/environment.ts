import { parseEnv } from "node:util";
import type { AllSettings } from "../../invocation/read-settings";
import { settingsOrRefuse } from "./env-faults";
import { mergeEnv, readEnvText, type LoginPlaces } from "./login";

/** The settings of `.env`, over which the environment's own stand. */
export async function readCliSettings({
  environment,
  folder,
}: LoginPlaces): Promise<AllSettings> {
  const envFile = parseEnv(await readEnvText(folder));
  return settingsOrRefuse(mergeEnv(environment, envFile), envFile);
}
