import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import {
  describeProblem,
  readSettings,
  type Settings,
} from "../../settings/settings";
import { UserError } from "../user-error";

/** The text of `.env` in the working directory; "" where there is none. */
export function readEnvText(): Promise<string> {
  return readFile(".env", "utf8").catch(() => "");
}

/** The settings of an environment, or, where a person can mend them, every problem at once. */
export function settingsOrRefuse(
  env: Readonly<Record<string, string | undefined>>,
  where: string,
): Settings {
  const { settings, problems } = readSettings(env);
  if (problems.length === 0) return settings;
  throw new UserError(
    [`${where}:`, ...problems.map(describeProblem)].join("\n  "),
  );
}

/** The settings of `.env`, over which the environment's own stand. */
export async function readCliSettings(): Promise<Settings> {
  const env = { ...parseEnv(await readEnvText()), ...process.env };
  return settingsOrRefuse(env, "In .env or the environment");
}
