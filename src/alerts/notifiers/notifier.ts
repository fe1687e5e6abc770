import type { Settings } from "../../settings/settings";
import type { Alert } from "../alert";

/** The settings that say where alerts go. */
export type AlertTargets = Pick<Settings, "alerts" | "twilio">;

/** One POST that tells one recipient, or all of a channel's. */
export interface AlertRequest {
  /** The number that it tells; empty where one request is all. */
  readonly recipient: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A channel puts an alert into its own form, and sends nothing itself: one request a recipient.
 * Null where it is not set up.
 */
export type AlertChannel = (
  targets: AlertTargets,
) => ((alert: Alert) => AlertRequest[]) | null;

/** The headers of a body of JSON. */
export const JSON_HEADERS = { "Content-Type": "application/json" } as const;
