import { parseUrl } from "../../url/parse-url";
import { isSameServer, pathBelow, type Base } from "../../url/base";
import { resolvePath } from "../../url/resolve-path";

/** What the URLs of a relayed document are rewritten against. */
export interface RebaseContext {
  /**
   * The absolute URL that answered, after redirects, without userinfo, fragment and the
   * parameters that this service added to its query.
   */
  readonly documentUrl: URL;
  /** The base that was asked. */
  readonly base: Base;
  /** The place whose absolute URLs move to `base`; null where none do. */
  readonly movesFrom: Base | null;
}

/** What Twilio opens at a URL: a web page by request, or a WebSocket. */
export type UrlKind = "web" | "socket";

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const WEB_OR_SOCKET = /^(http|ws)s?:$/;
/** URL parsers take a backslash for a slash. */
const ROOT_RELATIVE = /^[/\\]/;
const SCHEME_RELATIVE = /^[/\\]{2}/;

/** The URL that the relayed document means by "this document". */
export function thisDocument({ documentUrl, base }: RebaseContext): string {
  return withUserinfo(new URL(documentUrl), base);
}

/**
 * The absolute URL that Twilio must read in place of a URL of the answer; null where it is to
 * stay as it is written. The text is not blank. Takes time for the two texts, and not for the
 * document's own URL.
 *
 * @param kind - What a relative URL opens in this place.
 */
export function rebaseUrl(
  text: string,
  kind: UrlKind,
  context: RebaseContext,
): string | null {
  // URL parsers drop these wherever they stand.
  const written = text.trim().replace(/[\t\r\n]/g, "");
  if (SCHEME.test(written)) {
    const url = parseUrl(written);
    return url && moved(url, context);
  }
  const url = resolve(written, kind, context.documentUrl);
  if (url === null) return null;
  if (SCHEME_RELATIVE.test(written))
    return moved(url, context) ?? withUserinfo(url, context.base);
  keepUnderBase(url, ROOT_RELATIVE.test(written), context);
  return withUserinfo(url, context.base);
}

/** The absolute URL that a relative one names in a document; null where it names none. */
function resolve(
  written: string,
  kind: UrlKind,
  { origin, pathname, search }: URL,
): URL | null {
  const root = kind === "socket" ? asSocket(origin) : origin;
  if (ROOT_RELATIVE.test(written)) return parseUrl(written, root);
  if (written.startsWith("#"))
    return parseUrl(root + pathname + search + written);
  if (written.startsWith("?")) return parseUrl(root + pathname + written);
  return parseUrl(root + resolvePath(written, pathname));
}

/** The URL at the answering base, null where it does not point to the failed origin. */
function moved(url: URL, { base, movesFrom }: RebaseContext): string | null {
  if (movesFrom === null || !WEB_OR_SOCKET.test(url.protocol)) return null;
  if (!isSameServer(url, movesFrom)) return null;
  const isThere =
    isSameServer(base, movesFrom) &&
    base.path.length > movesFrom.path.length &&
    pathBelow(base, url.pathname) !== null;
  const path = isThere
    ? url.pathname
    : `${base.path}${pathBelow(movesFrom, url.pathname) ?? url.pathname}`;
  const isSocket = url.protocol.startsWith("ws");
  const origin = isSocket ? asSocket(base.origin) : base.origin;
  return withUserinfo(
    new URL(`${origin}${path}${url.search}${url.hash}`),
    base,
  );
}

/** Puts a resolved relative URL under the base's path where it left it. */
function keepUnderBase(
  url: URL,
  isRootRelative: boolean,
  { documentUrl, base }: RebaseContext,
): void {
  if (base.path === "" || !isSameServer(documentUrl, base)) return;
  if (pathBelow(base, url.pathname) !== null) return;
  if (isRootRelative || pathBelow(base, documentUrl.pathname) !== null)
    url.pathname = `${base.path}${url.pathname}`;
}

/** The URL's text, which lets Twilio in where it leads to the base's own origin. */
function withUserinfo(url: URL, { origin, username, password }: Base): string {
  if (url.origin === origin && (username !== "" || password !== "")) {
    url.username = username;
    url.password = password;
  }
  return url.href;
}

function asSocket(origin: string): string {
  return origin.replace(/^http/, "ws");
}
