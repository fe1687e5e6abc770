import type { TwilioAccess } from "../twilio/access";
import {
  readerOf,
  type SettingProblem,
  type SettingReader,
} from "./setting-reader";
import {
  ALERT_URL,
  API_URL,
  BASE_URL,
  EMAIL,
  HOST_LABEL,
  KEY,
  LOOPBACK_URL,
  PHONE_NUMBER,
  SMS_SENDER,
  SYNC_SERVICE,
  TOKEN,
  WEBHOOK_SECRET,
  oneOf,
  wholeNumber,
} from "./rules";

export {
  SETTING_DEFAULTS,
  describeProblem,
  type SettingName,
  type SettingProblem,
} from "./setting-reader";

/** The alert channels that are set up, each whole or null. */
export interface AlertSettings {
  readonly windowMinutes: number;
  readonly sms: { to: readonly string[]; from: string } | null;
  readonly email: {
    to: readonly string[];
    from: string;
    apiKey: string;
    apiUrl: string;
  } | null;
  readonly slack: { url: string } | null;
  readonly pagerDuty: { routingKey: string; eventsUrl: string } | null;
  /** `secret` is the decoded key, null where none is set. */
  readonly webhook: { url: string; secret: Buffer | null } | null;
}

/** The operator's settings, typed, with defaults in place of what is absent or bad. */
export interface Settings {
  /** Base URLs without query, fragment or trailing slash, userinfo kept; in the order to ask. */
  readonly backupOrigins: readonly string[];
  readonly backupMethod: "POST" | "GET";
  readonly retryFailedUrl: boolean;
  readonly attemptTimeoutMs: number;
  readonly responseBudgetMs: number;
  readonly syncServiceSid: string;
  readonly journalShards: number;
  readonly journalTtlDays: number;
  readonly pii: "masked" | "full";
  readonly alerts: AlertSettings;
  readonly dashboardToken: string | null;
  readonly twilio: TwilioAccess;
  /** This service's own host, with its port if it has one. */
  readonly domainName: string | null;
}

/**
 * Reads the settings out of a Function's `context`, or out of a parsed `.env`. Pure: reports
 * every problem at once and throws for none. Empty text is absent.
 */
export function readSettings(env: Readonly<Record<string, unknown>>): {
  settings: Settings;
  problems: SettingProblem[];
} {
  const reader = readerOf(env);
  const { text, read, readOr, readList, problems } = reader;
  const accountSid = text("ACCOUNT_SID");
  const authToken = text("AUTH_TOKEN");

  const settings: Settings = {
    backupOrigins: readList("BACKUP_ORIGINS", BASE_URL),
    backupMethod: readOr("BACKUP_METHOD", oneOf("POST", "GET")),
    retryFailedUrl:
      readOr("RETRY_FAILED_URL", oneOf("true", "false")) === "true",
    attemptTimeoutMs: readOr("ATTEMPT_TIMEOUT_MS", wholeNumber(100, 8000)),
    responseBudgetMs: readOr("RESPONSE_BUDGET_MS", wholeNumber(1000, 9000)),
    syncServiceSid: readOr("SYNC_SERVICE_SID", SYNC_SERVICE),
    journalShards: readOr("JOURNAL_SHARDS", wholeNumber(1, 50)),
    journalTtlDays: readOr("JOURNAL_TTL_DAYS", wholeNumber(1, 365)),
    pii: readOr("PII", oneOf("masked", "full")),
    alerts: readAlerts(reader),
    dashboardToken: read("DASHBOARD_TOKEN", TOKEN),
    twilio: {
      credentials:
        accountSid !== null && authToken !== null
          ? { accountSid, authToken }
          : null,
      region: read("TWILIO_REGION", HOST_LABEL),
      edge: read("TWILIO_EDGE", HOST_LABEL),
      emulatorUrl: read("TWILIO_EMULATOR_URL", LOOPBACK_URL),
    },
    domainName: text("DOMAIN_NAME"),
  };
  return { settings, problems };
}

function readAlerts({
  text,
  read,
  readOr,
  readList,
  requireTogether,
}: SettingReader): AlertSettings {
  requireTogether("ALERT_SMS_TO", "ALERT_SMS_FROM");
  requireTogether("ALERT_EMAIL_TO", "ALERT_EMAIL_FROM", "SENDGRID_API_KEY");
  if (text("ALERT_WEBHOOK_SECRET") !== null) {
    requireTogether("ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_SECRET");
  }
  const smsTo = readList("ALERT_SMS_TO", PHONE_NUMBER);
  const smsFrom = read("ALERT_SMS_FROM", SMS_SENDER);
  const emailTo = readList("ALERT_EMAIL_TO", EMAIL);
  const emailFrom = read("ALERT_EMAIL_FROM", EMAIL);
  const apiKey = read("SENDGRID_API_KEY", KEY);
  const apiUrl = readOr("SENDGRID_API_URL", API_URL);
  const slackUrl = read("ALERT_SLACK_WEBHOOK_URL", ALERT_URL);
  const routingKey = read("ALERT_PAGERDUTY_ROUTING_KEY", KEY);
  const eventsUrl = readOr("PAGERDUTY_EVENTS_URL", API_URL);
  const webhookUrl = read("ALERT_WEBHOOK_URL", ALERT_URL);
  const secret = read("ALERT_WEBHOOK_SECRET", WEBHOOK_SECRET);
  return {
    windowMinutes: readOr("ALERT_WINDOW_MINUTES", wholeNumber(1, 1440)),
    sms:
      smsTo.length > 0 && smsFrom !== null
        ? { to: smsTo, from: smsFrom }
        : null,
    email:
      emailTo.length > 0 && emailFrom !== null && apiKey !== null
        ? { to: emailTo, from: emailFrom, apiKey, apiUrl }
        : null,
    slack: slackUrl === null ? null : { url: slackUrl },
    pagerDuty: routingKey === null ? null : { routingKey, eventsUrl },
    webhook: webhookUrl === null ? null : { url: webhookUrl, secret },
  };
}
