import { classifyError, type ErrorClass } from "../journal/classify-error";
import { recordKey } from "../journal/incident-key";
import type { Attempt, Channel, JournalRecord } from "../journal/record";
import { parseWebUrl } from "../url/parse-url";
import { errorTitle } from "../twilio/error-codes";
import type { Tally } from "./tally";

/** `critical` where the caller was not helped, `warning` where a backup answered. */
export type Severity = "critical" | "warning";

/** What an alert tells, and the `data` of the generic webhook's body. */
export interface AlertData {
  /** The incident's. */
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
  /** When the earliest of them was, in ISO 8601. */
  readonly since: string | null;
  readonly backups: readonly Attempt[];
}

/** One alert, for every notifier to put into its own form. */
export interface Alert {
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
  /** Whether somebody tries the notifiers, and nothing has failed. */
  readonly isTest: boolean;
  readonly data: AlertData;
}

/** Twilio's page on an error code. */
const ERROR_PAGES = "https://www.twilio.com/docs/api/errors/";

/** Puts together what is to be told of a failure. Pure. */
export function alertOf(
  record: JournalRecord,
  about: {
    id: string;
    severity: Severity;
    isFallbackItself: boolean;
    tally: Tally | null;
    windowMinutes: number;
  },
): Alert {
  const { errorCode, errorUrl } = record;
  const url = parseWebUrl(errorUrl);
  return {
    id: about.id,
    at: record.at,
    channel: record.channel,
    errorClass: classifyError(errorCode),
    isFallbackItself: about.isFallbackItself,
    isCountAtLeast: about.tally?.isAtLeast ?? false,
    isTest: false,
    data: {
      key: recordKey(record),
      severity: about.severity,
      outcome: record.outcome,
      origin: url?.origin ?? null,
      path: url?.pathname ?? null,
      errorCode,
      title: errorCode === null ? null : errorTitle(errorCode),
      link: errorCode === null ? null : `${ERROR_PAGES}${errorCode}`,
      count: about.tally?.count ?? null,
      windowMinutes: about.windowMinutes,
      since: about.tally?.since ?? null,
      backups: record.attempts,
    },
  };
}
