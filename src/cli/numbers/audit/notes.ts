import { groupBy } from "../account/group-by";
import { isFallbackFunction } from "../account/static-document";
import type { Session } from "../account/session";
import type { AuditRow } from "./audit-account";

/** How many names a note gives. */
const NAMES_SHOWN = 5;

/** What a person should know beside the verdicts. */
export async function notesOn(
  rows: readonly AuditRow[],
  session: Session,
): Promise<string[]> {
  return [
    ...mistakenPrimaries(rows),
    ...otherRegions(rows, session.region ?? "us1"),
    ...(await webhookRules(session)),
  ];
}

/** A number that asks its fallback first has no application. */
function mistakenPrimaries(rows: readonly AuditRow[]): string[] {
  const mistaken = rows.filter(
    ({ primaryUrl }) =>
      primaryUrl !== null &&
      URL.canParse(primaryUrl) &&
      isFallbackFunction(new URL(primaryUrl)),
  );
  return mistaken.length === 0
    ? []
    : [
        `A mistake: the primary URL of ${namesOf(mistaken)} is /fallback itself, which has no application to ask. Set your application's URL there, and /fallback under "Primary handler fails".`,
      ];
}

/** Each region has a record of its own, and one alone counts. */
function otherRegions(rows: readonly AuditRow[], here: string): string[] {
  const elsewhere = rows.filter(
    ({ voiceRegion }) => voiceRegion !== null && voiceRegion !== here,
  );
  const groups = groupBy(elsewhere, ({ voiceRegion }) => String(voiceRegion));
  return [...groups].map(
    ([region, alike]) =>
      `The calls of ${namesOf(alike)} are processed in ${region}: the record there counts, and not the one of ${here} that is shown. Audit it with TWILIO_REGION=${region} and that region's credentials.`,
  );
}

/** Silent where the account has none, or may not see them. */
async function webhookRules({ api }: Session): Promise<string[]> {
  const hasRules = await api.hasWebhookRules().catch(() => false);
  return hasRules
    ? [
        "This account has Webhook Rules: where one matches a URL, its time-outs count and not those of the URL's fragment, so callers may wait longer or shorter than is said here.",
      ]
    : [];
}

function namesOf(rows: readonly AuditRow[]): string {
  const names = [...new Set(rows.map(({ name }) => name))];
  const more = names.length - NAMES_SHOWN;
  return more > 0
    ? `${names.slice(0, NAMES_SHOWN).join(", ")} and ${more} more`
    : names.join(", ");
}
