import type { Settings } from "../../settings/settings";
import { isDocumentHost, type Backup } from "../../url/backup";
import {
  baseAt,
  basicAuthorization,
  isSameServer,
  pathBelow,
  type Base,
} from "../../url/base";
import { isOwnDomain } from "../../url/own-domain";

/** A longer URL is of no use: servers refuse it, and each URL of a document could be as long. */
export const MAX_URL_LENGTH = 8192;

/** One URL that may answer in the failed one's stead. */
export interface Candidate {
  /** The absolute URL to request and to sign, without userinfo and fragment. */
  readonly url: URL;
  /** The value of `Authorization`, for `base.origin` alone; null where there is none. */
  readonly authorization: string | null;
  /** Where the URLs of its document belong. */
  readonly base: Base;
  /**
   * The place that failed, whose absolute URLs move to `base`; its path is that of the backup
   * base under which `ErrorUrl` lay, else "". Null where nothing moves: this is `ErrorUrl` itself,
   * or a single document, which serves no other path.
   */
  readonly movesFrom: Base | null;
}

/**
 * The candidates for a failed request in the order to ask: `ErrorUrl` itself if the settings say
 * so, then its path and query under each backup base that serves it.
 *
 * @param failedUrl - `ErrorUrl`; null where it is no http or https URL: there are no candidates.
 */
export function candidates(
  failedUrl: URL | null,
  settings: Pick<Settings, "backupOrigins" | "retryFailedUrl" | "domainName">,
): Candidate[] {
  if (failedUrl === null) return [];
  const homes = findHomes(failedUrl, settings.backupOrigins);
  const failed = failedPlace(failedUrl, homes[0]);
  const below = `${pathBelow(failed, failedUrl.pathname) ?? ""}${failedUrl.search}`;

  const itself: Candidate = {
    url: urlUnder(failed, below),
    authorization: basicAuthorization(failed),
    base: failed,
    movesFrom: null,
  };
  const backups = settings.backupOrigins
    .filter((backup) => !homes.includes(backup))
    .filter((backup) => serves(backup, failedUrl, homes))
    .map(({ base, document }): Candidate => ({
      url: document ?? urlUnder(base, below),
      authorization: basicAuthorization(base),
      base,
      movesFrom: document === null ? failed : null,
    }));

  const seen = new Set<string>();
  return [itself, ...backups].filter((candidate) => {
    const { href } = candidate.url;
    const isNew = !seen.has(href);
    seen.add(href);
    return (
      isNew &&
      (candidate !== itself || settings.retryFailedUrl) &&
      href.length <= MAX_URL_LENGTH &&
      !isOwnDomain(candidate.url, settings.domainName)
    );
  });
}

/** Appended as text: resolved, the failed path `//evil/x` would name a host. */
function urlUnder({ origin, path }: Base, below: string): URL {
  return new URL(`${origin}${path}${below}`);
}

/** The backups that a URL lies under: those with the longest path where several hold it. */
function findHomes(url: URL, backups: readonly Backup[]): Backup[] {
  const holding = backups.filter(
    ({ base, document }) =>
      isSameServer(base, url) &&
      (document === null
        ? pathBelow(base, url.pathname) !== null
        : document.pathname === url.pathname),
  );
  const longest = Math.max(...holding.map(({ base }) => base.path.length));
  return holding.filter(({ base }) => base.path.length === longest);
}

/**
 * Whether a backup answers for a URL. One that lies under another backup stands for the server
 * that this one serves, where it serves one alone.
 */
function serves(
  backup: Backup,
  failedUrl: URL,
  homes: readonly Backup[],
): boolean {
  if (backup.document === null && isDocumentHost(failedUrl)) return false;
  const { serves } = backup;
  if (serves === null || isSameServer(serves, failedUrl)) return true;
  return (
    homes.length > 0 &&
    homes.every((home) => home.serves && isSameServer(home.serves, serves))
  );
}

/** `ErrorUrl`'s origin, the path of its home, and its own userinfo, else that of its home. */
function failedPlace(failedUrl: URL, home: Backup | undefined): Base {
  const own = baseAt(failedUrl, home?.base.path ?? "");
  const hasOwn = own.username !== "" || own.password !== "";
  if (hasOwn || home?.base.origin !== own.origin) return own;
  const { username, password } = home.base;
  return { ...own, username, password };
}
