import type { ErrorClass } from "../journal/classify-error";
import type { Alert, Severity } from "./alert";
import type { NumberCount } from "../journal/who-failed";

/** What the end of an incident tells, and the `data` of the generic webhook's body. */
export interface AllClearData {
  /** The incident's key, 16 hexadecimal digits. */
  readonly key: string;
  readonly severity: Severity;
  readonly origin: string | null;
  readonly path: string | null;
  readonly errorClass: ErrorClass;
  /** When it began, when it last failed, and when its end was seen, in ISO 8601. */
  readonly since: string;
  readonly lastAt: string;
  readonly resolvedAt: string;
  /** Failures in all; null where the journal holds none of them any more. */
  readonly count: number | null;
  readonly people: number | null;
  readonly numbers: readonly NumberCount[];
  readonly recovered: number;
  readonly apologized: number;
  readonly silent: number;
  readonly reported: number;
}

/** The end of an incident, for every notifier to put into its own form. */
export interface AllClear {
  readonly kind: "all-clear";
  /** The same where one all-clear comes twice. */
  readonly id: string;
  /** When the end was seen, in ISO 8601. */
  readonly at: string;
  readonly isTest: boolean;
  readonly dashboardLink: string | null;
  readonly data: AllClearData;
}

/** What those on call are told. */
export type Notice = Alert | AllClear;
