import type { Budget } from "../../resilience/budget";
import type { TwilioAccess } from "../../twilio/access";
import type { RestClient } from "../../twilio/rest";

const TIMEOUT_MS = 1000;
/** Where Twilio did not answer, it is asked again then. */
const ASK_AGAIN_MS = 30_000;

/** The auth tokens of subaccounts, as far as a container has asked for them, by their SID. */
export type TokenMemory = Map<string, KnownToken>;

interface KnownToken {
  /** Null where it cannot be had. */
  readonly token: string | null;
  /** Until when, in Unix milliseconds. */
  readonly until: number;
}

/**
 * The auth token that signs a request as Twilio would: that of the account which the request
 * names. A subaccount's is asked for once a container; null where it cannot be had.
 */
export async function findSigningToken(
  accountSid: string | null,
  { credentials }: Pick<TwilioAccess, "credentials">,
  rest: RestClient | null,
  tokens: TokenMemory,
  budget: Budget,
): Promise<string | null> {
  if (credentials === null || rest === null) return null;
  if (accountSid === null || accountSid === credentials.accountSid)
    return credentials.authToken;
  if (!/^AC[\da-f]{32}$/i.test(accountSid)) return null;
  const known = tokens.get(accountSid);
  if (known && Date.now() < known.until) return known.token;

  const path = `/2010-04-01/Accounts/${accountSid}.json`;
  const share = budget.share(TIMEOUT_MS).remainingMs();
  const outcome = await rest.get("api", path, share);
  const isAnswer = outcome.kind === "response" && outcome.status < 500;
  const token =
    outcome.kind === "response" && outcome.status === 200
      ? readToken(outcome.body)
      : null;
  const until = isAnswer ? Infinity : Date.now() + ASK_AGAIN_MS;
  tokens.set(accountSid, { token, until });
  return token;
}

function readToken(body: Buffer): string | null {
  try {
    const account = JSON.parse(body.toString()) as { auth_token?: unknown };
    const token = account.auth_token;
    return typeof token === "string" && token !== "" ? token : null;
  } catch {
    return null;
  }
}
