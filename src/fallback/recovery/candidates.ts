import { parseWebUrl } from "../../url/parse-url";
import type { Settings } from "../../settings/settings";
import {
  baseAt,
  basicAuthorization,
  isSameServer,
  pathBelow,
  type Base,
} from "../../url/base";
import { isOwnDomain } from "../../url/own-domain";

/** One URL that may answer in the failed one's stead. */
export interface Candidate {
  /** The absolute URL to request and to sign, without userinfo and fragment. */
  readonly url: string;
  /** The value of `Authorization`, for `base.origin` alone; null where there is none. */
  readonly authorization: string | null;
  /** Where the URLs of its document belong. */
  readonly base: Base;
  /**
   * The place that failed, whose absolute URLs move to `base`; its path is that of the backup
   * base under which `ErrorUrl` lay, else "". Null where this is `ErrorUrl` itself: nothing moves.
   */
  readonly movesFrom: Base | null;
}

/**
 * The candidates for a failed request in the order to ask: `ErrorUrl` itself if the settings say
 * so, then its path and query under each backup base. None where `ErrorUrl` is null.
 */
export function candidates(
  errorUrl: URL | null,
  settings: Pick<Settings, "backupOrigins" | "retryFailedUrl" | "domainName">,
): Candidate[] {
  if (errorUrl === null) return [];
  const bases = settings.backupOrigins
    .map(parseWebUrl)
    .filter((url) => url !== null)
    .map((url) => baseAt(url, url.pathname.replace(/(?<!\/)\/+$/, "")));
  const home = homeOf(errorUrl, bases);
  const failed = failedPlace(errorUrl, home);
  const below = `${pathBelow(failed, errorUrl.pathname) ?? ""}${errorUrl.search}`;

  const seen = new Set<string>();
  return [failed, ...bases.filter((base) => base !== home)].flatMap((base) => {
    // Appended as text: resolved, the failed path `//evil/x` would name a host.
    const url = new URL(`${base.origin}${base.path}${below}`);
    const isNew = !seen.has(url.href);
    seen.add(url.href);
    if (base === failed && !settings.retryFailedUrl) return [];
    if (!isNew || isOwnDomain(url, settings.domainName)) return [];
    return {
      url: url.href,
      authorization: basicAuthorization(base),
      base,
      movesFrom: base === failed ? null : failed,
    };
  });
}

/** The backup base that a URL lies under, the one with the longest path where several hold it. */
function homeOf(url: URL, bases: readonly Base[]): Base | undefined {
  return bases
    .filter((base) => isSameServer(base, url))
    .filter((base) => pathBelow(base, url.pathname) !== null)
    .toSorted((one, other) => other.path.length - one.path.length)
    .at(0);
}

/** `ErrorUrl`'s origin, the path of its home, and its own userinfo, else that of its home. */
function failedPlace(asked: URL, home: Base | undefined): Base {
  const own = baseAt(asked, home?.path ?? "");
  const hasOwn = own.username !== "" || own.password !== "";
  if (hasOwn || home?.origin !== own.origin) return own;
  return { ...own, username: home.username, password: home.password };
}
