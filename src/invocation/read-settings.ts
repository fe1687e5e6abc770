import { readNotifiers, type AlertTargets } from "../alerts/notifiers";
import type { Env } from "../settings/read-table";
import {
  readServiceSettings,
  type Settings,
  type SettingsReading,
} from "../settings/settings";

/** Everything that is set: the service's own settings, and who is told. */
export interface AllSettings extends Settings {
  readonly alerts: AlertTargets;
}

/**
 * Reads the settings out of a Function's `context`, or out of a parsed `.env`. Pure: reports
 * every problem at once and throws for none. Empty text is absent.
 */
export function readSettings(
  env: Env,
): Omit<SettingsReading<AllSettings>, "secrets"> {
  const { settings, problems, secrets } = readServiceSettings(env);
  const { problems: more, ...alerts } = readNotifiers(env, settings.twilio);
  return {
    settings: {
      ...settings,
      alerts: { ...alerts, secrets: [...secrets, ...alerts.secrets] },
    },
    problems: [...problems, ...more],
  };
}
