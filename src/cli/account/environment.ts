import { parseEnv } from "node:util";
import { readSettings, type AllSettings } from "../../invocation/read-settings";
import { describeProblem } from "../../settings/read-table";
import { UserError } from "../user-error";
import { mergeEnv, readEnvText, type Env, type LoginPlaces } from "./login";

/** The settings of an environment, or, where a person can mend them, every problem at once. */
export function settingsOrRefuse(env: Env, where: string): AllSettings {
  const { settings, problems } = readSettings(env);
  if (problems.length === 0) return settings;
  throw new UserError(
    [`${where}:`, ...problems.map(describeProblem)].join("\n  "),
  );
}

/** The settings of `.env`, over which the environment's own stand. */
export async function readCliSettings({
  environment,
  folder,
}: LoginPlaces): Promise<AllSettings> {
  const env = mergeEnv(environment, parseEnv(await readEnvText(folder)));
  return settingsOrRefuse(env, "In .env or the environment");
}
