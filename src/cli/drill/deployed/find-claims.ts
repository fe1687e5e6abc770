import { incidentKey } from "../../../journal/incident-key";
import { startBudget } from "../../../resilience/budget";
import { errorCodes } from "../../../twilio/error-codes";
import type { RestClient } from "../../../twilio/rest";
import { parseWebUrl } from "../../../url/parse-url";

const READ_TIMEOUT_MS = 30_000;

/** The most that Sync gives at once. @see https://www.twilio.com/docs/sync/api/document-resource */
const PAGE_SIZE = 100;

/** Some Documents of a Sync Service, and the path of the next. */
interface Page {
  readonly names: readonly string[];
  /** Null where this is the last. */
  readonly next: string | null;
}

/**
 * The names of the Sync Documents by which an alert about an origin was claimed: whoever alerts
 * makes one. Whom the service alerts, and in which windows, only the service knows: so all
 * Documents are looked through. There are none where nobody was alerted.
 *
 * @returns null where Sync did not show all of its Documents.
 */
export async function findClaims(
  origin: string,
  syncServiceSid: string,
  rest: RestClient,
): Promise<string[] | null> {
  const keys = errorCodes().map((errorCode) =>
    incidentKey({ origin, errorCode }),
  );
  const isOfOrigin = (name: string): boolean =>
    keys.some((key) => name.includes(`-${key}-`));
  const budget = startBudget(READ_TIMEOUT_MS);
  const found: string[] = [];
  let next: string | null =
    `/v1/Services/${syncServiceSid}/Documents?PageSize=${PAGE_SIZE}`;
  while (next !== null) {
    const page = await readPage(rest, next, budget.remainingMs());
    if (page === null) return null;
    found.push(...page.names.filter(isOfOrigin));
    next = page.next;
  }
  return found;
}

async function readPage(
  rest: RestClient,
  path: string,
  timeoutMs: number,
): Promise<Page | null> {
  const outcome = await rest.get("sync", path, timeoutMs);
  return outcome.kind === "response" && outcome.status === 200
    ? parsePage(outcome.body)
    : null;
}

function parsePage(body: Buffer): Page | null {
  try {
    const { documents, meta } = JSON.parse(body.toString()) as {
      documents: { unique_name: unknown }[];
      meta: { next_page_url: unknown };
    };
    const { next_page_url: next } = meta;
    const url = typeof next === "string" ? parseWebUrl(next) : null;
    return {
      names: documents.map(({ unique_name }) => String(unique_name)),
      next: url && url.pathname + url.search,
    };
  } catch {
    return null;
  }
}
