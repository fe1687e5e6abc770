import type { Backup } from "../../url/backup";
import { isSameServer, type Base } from "../../url/base";
import type { Candidate } from "./candidates";

/** What a request may carry to a URL; null for what it may not. */
export interface Credentials {
  /** The value of `Authorization`. */
  readonly authorization: string | null;
  /** What the request is signed with. */
  readonly authToken: string | null;
}

/**
 * What a URL to which a candidate led may be asked with: the userinfo of its base goes to that
 * origin alone, and a signature to no server but the candidate's and the backups', so that no
 * backup collects them for others.
 */
export function credentialsAt(
  url: URL,
  { base, authorization }: Candidate,
  authToken: string | null,
  backups: readonly Backup[],
): Credentials {
  const isKnown =
    isServerOf(base, url) || backups.some((one) => isServerOf(one.base, url));
  return {
    authorization: url.origin === base.origin ? authorization : null,
    authToken: isKnown ? authToken : null,
  };
}

/** Whether a URL is on a base's server, by its scheme or by https. */
function isServerOf(base: Base, url: URL): boolean {
  return (
    isSameServer(base, url) &&
    (url.protocol === base.protocol || url.protocol === "https:")
  );
}
