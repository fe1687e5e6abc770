import type { TwilioAccess } from "../twilio/access";
import {
  readTable,
  type Env,
  type SettingProblem,
  type SettingValues,
} from "./read-table";
import {
  BACKUP,
  HOST_LABEL,
  LOOPBACK_URL,
  SYNC_SERVICE,
  TEXT,
  TOKEN,
  TRUE_OR_FALSE,
  oneOf,
  wholeNumber,
} from "./rules";
import { list, optional, secret, setting } from "./setting";

/** What an operator can set, but for the notifiers: each of those defines its own. */
const SETTINGS = {
  BACKUP_ORIGINS: list(BACKUP),
  BACKUP_METHOD: setting(oneOf("POST", "GET"), "POST"),
  RETRY_FAILED_URL: setting(TRUE_OR_FALSE, "false"),
  ATTEMPT_TIMEOUT_MS: setting(wholeNumber(100, 8000), "2500"),
  RESPONSE_BUDGET_MS: setting(wholeNumber(1000, 9000), "7000"),
  SYNC_SERVICE_SID: setting(SYNC_SERVICE, "default"),
  JOURNAL_SHARDS: setting(wholeNumber(1, 50), "10"),
  JOURNAL_TTL_DAYS: setting(wholeNumber(1, 365), "30"),
  PII: setting(oneOf("masked", "full"), "masked"),
  ALERT_WINDOW_MINUTES: setting(wholeNumber(1, 1440), "5"),
  ALERT_REPEAT_MINUTES: setting(wholeNumber(5, 10_080), "60"),
  DASHBOARD_TOKEN: secret(TOKEN),
} as const;

/** Where this service is, as whom it asks Twilio, and where it asks instead on one machine. */
const ACCESS = {
  TWILIO_EMULATOR_URL: optional(LOOPBACK_URL),
} as const;

/** What the platform sets itself; the region and the edge only outside US1. */
const PLATFORM = {
  ACCOUNT_SID: optional(TEXT),
  AUTH_TOKEN: secret(TEXT),
  DOMAIN_NAME: optional(TEXT),
  TWILIO_REGION: optional(HOST_LABEL),
  TWILIO_EDGE: optional(HOST_LABEL),
} as const;

/** The tables of what stands in `.env.example`. */
export const OPERATOR_SETTINGS = { ...SETTINGS, ...ACCESS } as const;

/** The operator's settings, typed, with defaults in place of what is absent or bad. */
export interface Settings extends SettingValues<typeof SETTINGS> {
  readonly twilio: TwilioAccess;
  /** This service's own host, with its port if it has one. */
  readonly domainName: string | null;
}

/** What was read of an environment. */
export interface SettingsReading<T> {
  readonly settings: T;
  readonly problems: readonly SettingProblem[];
  /** The texts that the log must never show. */
  readonly secrets: readonly string[];
}

/**
 * Reads all settings but the notifiers'. Pure: reports every problem at once and throws for none.
 * Empty text is absent.
 */
export function readServiceSettings(env: Env): SettingsReading<Settings> {
  const own = readTable(SETTINGS, env);
  const outer = readTable({ ...ACCESS, ...PLATFORM }, env);
  const { accountSid, authToken, domainName, ...access } = outer.values;
  return {
    settings: {
      ...own.values,
      twilio: {
        credentials:
          accountSid !== null && authToken !== null
            ? { accountSid, authToken }
            : null,
        region: access.twilioRegion,
        edge: access.twilioEdge,
        emulatorUrl: access.twilioEmulatorUrl,
      },
      domainName,
    },
    problems: [...own.problems, ...outer.problems],
    secrets: [...own.secrets, ...outer.secrets],
  };
}
