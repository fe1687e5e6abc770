import { candidates } from "../../../src/fallback/recovery/candidates";
import { readBackups } from "./backups";
import type { RebaseContext } from "../../../src/fallback/recovery/rebase-url";

/** The context of an answer, out of the settings that led to it. */
export function contextOf({
  errorUrl = "https://www.example.com/voice",
  backups = ["https://fallback.example.com"],
  documentUrl,
  isRetry = false,
}: {
  errorUrl?: string;
  /** The last one answered, unless `isRetry`. */
  backups?: readonly string[];
  /** Where redirects led; default: the URL that was asked. */
  documentUrl?: string;
  isRetry?: boolean;
}): RebaseContext {
  const candidate = candidates(new URL(errorUrl), {
    backupOrigins: readBackups(backups),
    retryFailedUrl: isRetry,
    domainName: null,
  }).at(isRetry ? 0 : -1);
  if (candidate === undefined) throw new Error("no candidate");
  const { url, base, movesFrom } = candidate;
  return {
    documentUrl: documentUrl === undefined ? url : new URL(documentUrl),
    base,
    movesFrom,
  };
}
