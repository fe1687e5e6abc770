import { classifyError, type ErrorClass } from "../journal/classify-error";
import { recordKey, recordOrigin } from "../journal/incident-key";
import type { Attempt, Channel, JournalRecord } from "../journal/record";
import { parseWebUrl } from "../url/parse-url";
import { errorTitle } from "../twilio/error-codes";
import type { Reason } from "./decide-telling";
import type { Tally } from "./tally";
import type { NumberCount } from "../journal/who-failed";

/** `critical` where the caller was not helped, `warning` where a backup answered. */
export type Severity = "critical" | "warning";

/** What an alert tells, and the `data` of the generic webhook's body. */
export interface AlertData {
  /** The incident's key, 16 hexadecimal digits. */
  readonly key: string;
  readonly severity: Severity;
  readonly outcome: JournalRecord["outcome"];
  readonly origin: string | null;
  readonly path: string | null;
  readonly errorCode: number | null;
  /** Twilio's; null for a code that is not one of a webhook's. */
  readonly title: string | null;
  /** Twilio's page on the code. */
  readonly link: string | null;
  /** Failures of this incident in the last `windowMinutes`; null where Sync did not say in time. */
  readonly count: number | null;
  readonly windowMinutes: number;
  /** When the incident began, in ISO 8601; null where Sync did not say in time. */
  readonly since: string | null;
  /** How many people met those failures; null where it is not known. */
  readonly people: number | null;
  /** On which of our numbers they were, the most failing first. */
  readonly numbers: readonly NumberCount[];
  /** Why somebody is told. */
  readonly reason: Reason;
  readonly backups: readonly Attempt[];
}

/** One alert, for every notifier to put into its own form. */
export interface Alert {
  readonly kind: "alert";
  /** The same for two alerts of one incident, severity and window. */
  readonly id: string;
  /** When the failure was, in ISO 8601. */
  readonly at: string;
  readonly channel: Channel;
  readonly errorClass: ErrorClass;
  /** Whether it was `/fallback` that failed. */
  readonly isFallbackItself: boolean;
  /** Whether there were more failures than could be counted. */
  readonly isCountAtLeast: boolean;
  /** Whether Sync could not say if somebody has been told already. */
  readonly mayBeRepeated: boolean;
  /** Whether somebody tries the notifiers, and nothing has failed. */
  readonly isTest: boolean;
  /** The incident on the dashboard; null where there is none. */
  readonly dashboardLink: string | null;
  readonly data: AlertData;
}

/** Twilio's page on an error code. */
const ERROR_PAGES = "https://www.twilio.com/docs/api/errors/";

/** Puts together what is to be told of a failure. Pure. */
export function makeAlert(
  record: JournalRecord,
  about: Pick<
    Alert,
    "id" | "isFallbackItself" | "mayBeRepeated" | "dashboardLink"
  > &
    Pick<AlertData, "severity" | "reason" | "since" | "windowMinutes"> & {
      readonly tally: Tally | null;
    },
): Alert {
  const { errorCode, errorUrl } = record;
  const { tally, severity, reason, since, windowMinutes, ...rest } = about;
  const url = parseWebUrl(errorUrl);
  return {
    kind: "alert",
    ...rest,
    at: record.at,
    channel: record.channel,
    errorClass: classifyError(errorCode),
    isCountAtLeast: tally?.isAtLeast ?? false,
    isTest: false,
    data: {
      key: recordKey(record),
      severity,
      outcome: record.outcome,
      origin: recordOrigin(record),
      path: url?.pathname ?? null,
      errorCode,
      title: errorCode === null ? null : errorTitle(errorCode),
      link: errorCode === null ? null : `${ERROR_PAGES}${errorCode}`,
      count: tally?.count ?? null,
      windowMinutes,
      since,
      people: tally?.people ?? null,
      numbers: tally?.numbers ?? [],
      reason,
      backups: record.attempts,
    },
  };
}
