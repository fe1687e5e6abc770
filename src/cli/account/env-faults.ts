import { distance } from "fastest-levenshtein";
import { readSettings, type AllSettings } from "../../invocation/read-settings";
import { SETTING_DEFAULTS } from "../../invocation/setting-defaults";
import { describeProblem } from "../../settings/read-table";
import { UserError } from "../user-error";
import type { Env } from "./login";

/** What `.env` may hold beside the settings. */
const ALSO_KNOWN = [
  "ACCOUNT_SID",
  "AUTH_TOKEN",
  "TWILIO_ACCOUNT_SID",
  "TWILIO_AUTH_TOKEN",
  "TWILIO_API_KEY",
  "TWILIO_API_SECRET",
  "TWILIO_REGION",
  "TWILIO_EDGE",
];

/** How much of a name may differ for another to be meant. */
const ALIKE = 0.3;

/**
 * The settings of an environment.
 *
 * @param envFile - What of it stands in `.env`, where a misspelt name is a mistake.
 * @throws UserError with a line for each setting that cannot be used, or is misspelt.
 */
export function settingsOrRefuse(env: Env, envFile: Env = env): AllSettings {
  const { settings, problems } = readSettings(env);
  refuse([...problems.map(describeProblem), ...misspeltNames(envFile)]);
  return settings;
}

/** A line for each name that is none of ours, but nearly. */
export function misspeltNames(envFile: Env): string[] {
  const known = [...Object.keys(SETTING_DEFAULTS), ...ALSO_KNOWN];
  return Object.keys(envFile)
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = nearest(name, known);
      return meant === null ? [] : [`${name}: did you mean ${meant}?`];
    });
}

/** Refuses what is wrong, if anything is, a line each. */
export function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}

function nearest(name: string, known: readonly string[]): string | null {
  const upper = name.toUpperCase();
  const [first] = known
    .map((one) => ({ one, far: distance(upper, one) }))
    .filter(
      ({ one, far }) =>
        far <= ALIKE * Math.max(upper.length, one.length) ||
        (upper.includes("_") && one.startsWith(`${upper}_`)),
    )
    .sort((a, b) => a.far - b.far);
  return first?.one ?? null;
}
