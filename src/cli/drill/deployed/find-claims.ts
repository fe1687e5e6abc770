import { nameAudience } from "../../../alerts/audience";
import { nameClaim } from "../../../alerts/claim";
import type { AllSettings } from "../../../invocation/read-settings";
import { incidentKey } from "../../../journal/incident-key";
import { errorCodes } from "../../../twilio/error-codes";
import type { RestClient } from "../../../twilio/rest";

const TIMEOUT_MS = 10_000;
const MINUTE_MS = 60_000;

/**
 * The names of the Sync Documents by which an alert about an origin was claimed since a time:
 * whoever alerts makes one. There are none where nobody was alerted.
 */
export async function findClaims(
  origin: string,
  settings: Pick<
    AllSettings,
    "syncServiceSid" | "alertWindowMinutes" | "alerts"
  >,
  rest: RestClient,
  startedAt: number,
): Promise<string[]> {
  const { syncServiceSid, alertWindowMinutes, alerts } = settings;
  const audience = nameAudience(alerts.notifiers);
  const windowOf = (time: number) =>
    Math.floor(time / (alertWindowMinutes * MINUTE_MS));
  // Clocks differ.
  const first = windowOf(startedAt - MINUTE_MS);
  const last = windowOf(Date.now() + MINUTE_MS);
  const windows = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const keys = new Set(
    errorCodes().map((errorCode) => incidentKey({ origin, errorCode })),
  );
  const names = [...keys].flatMap((key) =>
    windows.flatMap((window) =>
      (["critical", "warning"] as const).map((severity) =>
        nameClaim({ audience, key, window }, severity),
      ),
    ),
  );
  const found: string[] = [];
  for (const name of names) {
    const path = `/v1/Services/${syncServiceSid}/Documents/${name}`;
    const outcome = await rest.get("sync", path, TIMEOUT_MS);
    if (outcome.kind === "response" && outcome.status === 200) found.push(name);
  }
  return found;
}
