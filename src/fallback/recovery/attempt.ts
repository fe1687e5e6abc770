import { monotonicMs } from "../../resilience/clock";
import type { AttemptResult } from "../../journal/record";
import { parseUrl } from "../../url/parse-url";
import { sendHttp, type HttpOutcome } from "../../http/send-http";
import { MAX_TWIML_BYTES } from "../../twilio/limits";
import type { Candidate } from "./candidates";
import { judgeAnswer } from "./judge-answer";
import { isOwnDomain } from "../../url/own-domain";
import { rebaseTwiml } from "./rebase-twiml";
import { requestOf, type OriginalRequest } from "./signed-request";

/** How an attempt ended; `status` is that of the last status line that came. */
export type AttemptOutcome =
  | {
      readonly result: "twiml";
      readonly status: number;
      /** The document to relay. */
      readonly twiml: string;
    }
  | {
      readonly result: Exclude<AttemptResult, "twiml">;
      readonly status: number | null;
    };

/** What every attempt of an invocation needs to know. */
export interface AttemptSettings {
  readonly backupMethod: "GET" | "POST";
  readonly domainName: string | null;
  readonly authToken: string | null;
}

const MAX_REDIRECTS = 5;
/** They go on as GET. */
const SEE_OTHER = new Set([301, 302, 303]);
/** They repeat the request. */
const REPEAT = new Set([307, 308]);

/** Asks one candidate, follows its redirects, and judges and rebases what it answers. */
export async function attempt(
  candidate: Candidate,
  request: OriginalRequest,
  settings: AttemptSettings,
  timeoutMs: number,
): Promise<AttemptOutcome> {
  const deadline = monotonicMs() + timeoutMs;
  let url = candidate.url;
  let method = settings.backupMethod;
  let redirectedBy: number | null = null;

  for (let redirects = 0; ; redirects++) {
    const isAtBase = new URL(url).origin === candidate.base.origin;
    const outcome = await sendHttp({
      ...requestOf(
        request,
        url,
        method,
        isAtBase ? candidate.authorization : null,
        settings.authToken,
      ),
      timeoutMs: deadline - monotonicMs(),
      maxBytes: MAX_TWIML_BYTES,
    });
    if (outcome.kind !== "response") return failureOf(outcome, redirectedBy);
    const { status, headers, body } = outcome;

    if (SEE_OTHER.has(status) || REPEAT.has(status)) {
      const target = redirectTarget(headers.location, url);
      if (target === null) return { result: "http-error", status };
      if (
        redirects === MAX_REDIRECTS ||
        isOwnDomain(target, settings.domainName)
      )
        return { result: "too-many-redirects", status };
      url = target.href;
      redirectedBy = status;
      if (SEE_OTHER.has(status)) method = "GET";
      continue;
    }

    const judged = judgeAnswer(status, headers, body);
    if (judged.result !== "twiml") return { result: judged.result, status };
    const { base, movesFrom } = candidate;
    const rebased = rebaseTwiml(judged.text, {
      documentUrl: url,
      base,
      movesFrom,
    });
    return rebased.result === "twiml"
      ? { result: "twiml", status, twiml: rebased.text }
      : { result: rebased.result, status };
  }
}

/** Where a redirect leads, without userinfo and fragment; null where that is of no use. */
function redirectTarget(
  location: string | undefined,
  from: string,
): URL | null {
  const url = location ? parseUrl(location, from) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return null;
  url.username = "";
  url.password = "";
  url.hash = "";
  return url;
}

function failureOf(
  outcome: Exclude<HttpOutcome, { kind: "response" }>,
  redirectedBy: number | null,
): AttemptOutcome {
  const { kind, status } = outcome;
  // An error page may be of any size: it is an error page all the same.
  const isError = kind === "too-large" && (status < 200 || status > 299);
  return {
    result: isError ? "http-error" : kind,
    status: status ?? redirectedBy,
  };
}
