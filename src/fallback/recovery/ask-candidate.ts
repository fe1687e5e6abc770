import type { IncomingHttpHeaders } from "node:http";
import { FORBIDDEN_ADDRESS } from "../../http/guarded-lookup";
import { sendHttp, type HttpOutcome } from "../../http/send-http";
import type { Budget } from "../../resilience/budget";
import type { Settings } from "../../settings/settings";
import { MAX_TWIML_BYTES } from "../../twilio/limits";
import type { Params } from "../../twilio/signature";
import type { AttemptFailure } from "./attempt";
import type { Candidate } from "./candidates";
import { credentialsAt } from "./credentials";
import { readRedirect } from "./redirects";
import {
  signedRequest,
  withoutParams,
  type OriginalRequest,
} from "./signed-request";

/** What every attempt of an invocation needs to know. */
export interface AskSettings extends Pick<
  Settings,
  "backupMethod" | "backupOrigins" | "domainName"
> {
  /** Null where nothing can be signed. */
  readonly authToken: string | null;
  /** Whether an address is one of this machine or of a private network. */
  readonly isPrivateAddress: (address: string) => boolean;
}

/** An answer that is no redirect. */
export interface Answer {
  /** The URL that answered, without the parameters that this service added to its query. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks one candidate and follows its redirects; asks once more by the other method at a 405. */
export async function askCandidate(
  candidate: Candidate,
  request: OriginalRequest,
  settings: AskSettings,
  budget: Budget,
): Promise<Answer | AttemptFailure> {
  const { authToken, backupOrigins, domainName, isPrivateAddress } = settings;
  let { url } = candidate;
  let method = settings.backupMethod;
  let redirects = 0;
  let redirectedBy: number | null = null;
  let hasOtherMethod = false;
  let added: Params = [];
  let isBasePrivate = true;

  for (;;) {
    const signed = signedRequest(request, {
      url,
      method,
      ...credentialsAt(url, candidate, authToken, backupOrigins),
    });
    added = [...added, ...signed.added];
    const outcome = await sendHttp({
      ...signed,
      timeoutMs: budget.remainingMs(),
      maxBytes: MAX_TWIML_BYTES,
      mayConnect: isBasePrivate
        ? undefined
        : (address) => !isPrivateAddress(address),
    });
    if (!hasOtherMethod && wantsOtherMethod(outcome.status, method)) {
      hasOtherMethod = true;
      method = method === "POST" ? "GET" : "POST";
      continue;
    }
    if (outcome.kind !== "response") return failure(outcome, redirectedBy);
    const { status, headers, body } = outcome;
    if (redirects === 0) isBasePrivate = isPrivateAddress(outcome.address);
    const redirect = readRedirect(status, headers, url, redirects, domainName);
    if (redirect === null)
      return { url: withoutParams(url, added), status, headers, body };
    if ("result" in redirect) return { ...redirect, status };
    url = redirect.url;
    if (redirect.asGet) method = "GET";
    redirects += 1;
    redirectedBy = status;
  }
}

/** A route that has the other method alone; frameworks say 404 to a POST where there is a GET. */
function wantsOtherMethod(
  status: number | null,
  method: "GET" | "POST",
): boolean {
  return status === 405 || (status === 404 && method === "POST");
}

function failure(
  outcome: Exclude<HttpOutcome, { kind: "response" }>,
  redirectedBy: number | null,
): AttemptFailure {
  const status = outcome.status ?? redirectedBy;
  switch (outcome.kind) {
    case "timeout":
      return { result: "timeout", status, cause: "no answer in time" };
    case "too-large":
      // An error page may be of any size: it is an error page all the same.
      return outcome.status < 200 || outcome.status > 299
        ? { result: "http-error", status, cause: `status ${outcome.status}` }
        : { result: "too-large", status, cause: "more than 64 KiB" };
    case "unreachable":
      return outcome.cause === FORBIDDEN_ADDRESS
        ? {
            result: "http-error",
            status,
            cause: "a redirect to a private address",
          }
        : { result: "unreachable", status, cause: outcome.cause };
  }
}
