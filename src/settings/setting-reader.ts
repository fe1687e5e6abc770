import type { Rule } from "./rules";

/** Everything that an operator can set, with its default as text ("" is none). */
export const SETTING_DEFAULTS = {
  BACKUP_ORIGINS: "",
  BACKUP_METHOD: "POST",
  RETRY_FAILED_URL: "false",
  ATTEMPT_TIMEOUT_MS: "2500",
  RESPONSE_BUDGET_MS: "7000",
  SYNC_SERVICE_SID: "default",
  JOURNAL_SHARDS: "10",
  JOURNAL_TTL_DAYS: "30",
  PII: "masked",
  ALERT_WINDOW_MINUTES: "5",
  ALERT_SMS_TO: "",
  ALERT_SMS_FROM: "",
  ALERT_EMAIL_TO: "",
  ALERT_EMAIL_FROM: "",
  SENDGRID_API_KEY: "",
  SENDGRID_API_URL: "https://api.sendgrid.com",
  ALERT_SLACK_WEBHOOK_URL: "",
  ALERT_PAGERDUTY_ROUTING_KEY: "",
  PAGERDUTY_EVENTS_URL: "https://events.pagerduty.com",
  ALERT_WEBHOOK_URL: "",
  ALERT_WEBHOOK_SECRET: "",
  DASHBOARD_TOKEN: "",
  TWILIO_EMULATOR_URL: "",
} as const;

/** The name of a setting, as in `.env.example` and in the Console's environment variables. */
export type SettingName = keyof typeof SETTING_DEFAULTS;

/** What the platform sets itself; the region and the edge only outside US1. */
type PlatformName =
  | "ACCOUNT_SID"
  | "AUTH_TOKEN"
  | "DOMAIN_NAME"
  | "TWILIO_REGION"
  | "TWILIO_EDGE";

/** A setting that could not be used. It never holds the value, which may be a secret. */
export interface SettingProblem {
  readonly name: SettingName | PlatformName;
  /** What was expected, to be read behind the word "expected". */
  readonly expected: string;
}

/** One line for a person: which setting, and what it should have been. */
export function describeProblem({ name, expected }: SettingProblem): string {
  return `${name}: expected ${expected}`;
}

/** Reads single settings out of an environment, and collects what is wrong with them. */
export interface SettingReader {
  readonly problems: SettingProblem[];
  /** The text, trimmed; null where it is absent or empty. */
  readonly text: (name: SettingName | PlatformName) => string | null;
  /** The parsed text; null where it is absent, or (reported) not what was expected. */
  readonly read: <T>(
    name: SettingName | PlatformName,
    rule: Rule<T>,
  ) => T | null;
  /** The parsed text, or the default. */
  readonly readOr: <T>(name: SettingName, rule: Rule<T>) => T;
  /** The usable entries of a comma-separated list; each unusable one is reported and dropped. */
  readonly readList: <T>(name: SettingName, rule: Rule<T>) => T[];
  /** Reports the names that are missing beside others, of the same channel, that are set. */
  readonly requireTogether: (...names: SettingName[]) => void;
}

/** Starts reading an environment: a Function's `context`, or a parsed `.env`. */
export function readerOf(
  env: Readonly<Record<string, unknown>>,
): SettingReader {
  const problems: SettingProblem[] = [];

  const text: SettingReader["text"] = (name) => {
    const value = env[name];
    return typeof value === "string" && value.trim() !== ""
      ? value.trim()
      : null;
  };
  const read: SettingReader["read"] = (name, [parse, expected]) => {
    const written = text(name);
    if (written === null) return null;
    const value = parse(written);
    if (value === null) problems.push({ name, expected });
    return value;
  };
  return {
    problems,
    text,
    read,
    readOr: <T>(name: SettingName, rule: Rule<T>) =>
      read(name, rule) ?? (rule[0](SETTING_DEFAULTS[name]) as T),
    readList: (name, [parse, expected]) =>
      (text(name) ?? "").split(",").flatMap((entry, index) => {
        if (entry.trim() === "") return [];
        const value = parse(entry.trim());
        if (value !== null) return [value];
        problems.push({
          name,
          expected: `entry ${index + 1} to be ${expected}`,
        });
        return [];
      }),
    requireTogether: (...names) => {
      const set = names.filter((name) => text(name) !== null);
      if (set.length === 0) return;
      for (const name of names.filter((name) => !set.includes(name))) {
        problems.push({
          name,
          expected: `a value, as ${set.join(", ")} is set`,
        });
      }
    },
  };
}
