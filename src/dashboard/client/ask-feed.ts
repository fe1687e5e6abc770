import { readFeed, type Feed } from "./feed";
import type { Route } from "./route";

/** Why a token is not taken. */
export type Refusal = "wrong-token" | "no-token-set";

/** What came of asking the service once. */
export type FeedAnswer =
  | { readonly kind: "feed"; readonly feed: Feed }
  | { readonly kind: Refusal }
  | {
      readonly kind: "unavailable";
      /** A sentence without its full stop. */
      readonly reason: string;
    };

/** Longer than the service's own time budget. */
const TIMEOUT_MS = 12_000;

/** Asks this service for its incidents, or for one of them with its own failures. Never rejects. */
export async function askFeed(
  token: string,
  { hours, incident }: Route,
  signal: AbortSignal,
): Promise<FeedAnswer> {
  const headers = authorization(token);
  if (headers === null) return { kind: "wrong-token" };
  const query = new URLSearchParams({
    hours: String(hours),
    ...(incident !== null && { incident }),
  });
  try {
    const response = await fetch(`/incidents?${query.toString()}`, {
      headers,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (response.status === 401) return { kind: "wrong-token" };
    if (response.status === 404) return { kind: "no-token-set" };
    return await readAnswer(response);
  } catch (error) {
    return unavailable(
      error instanceof DOMException && error.name === "TimeoutError"
        ? "The service took too long to answer"
        : "The service does not answer",
    );
  }
}

async function readAnswer(response: Response): Promise<FeedAnswer> {
  const json = await parse(response);
  if (!response.ok) {
    const reason = reasonIn(json);
    return unavailable(
      `The service cannot tell: it answered ${response.status}${reason === "" ? "" : ` (${reason})`}`,
    );
  }
  const feed = readFeed(json);
  return feed === null
    ? unavailable("The service answered with something else than incidents")
    : { kind: "feed", feed };
}

/** Parsed JSON; null for a body that is none. A body that breaks off rejects. */
async function parse(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const MAX_REASON_LENGTH = 200;

function reasonIn(json: unknown): string {
  if (typeof json !== "object" || json === null || !("reason" in json))
    return "";
  return typeof json.reason === "string"
    ? json.reason.slice(0, MAX_REASON_LENGTH)
    : "";
}

/** Null for a token that no header can carry: none that is right looks so. */
function authorization(token: string): Headers | null {
  try {
    return new Headers({ Authorization: `Bearer ${token}` });
  } catch {
    return null;
  }
}

function unavailable(reason: string): FeedAnswer {
  return { kind: "unavailable", reason };
}
