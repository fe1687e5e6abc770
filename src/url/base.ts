/** A server's address, with the fields of a `URL`: `port` is "" for the scheme's default. */
export type Server = Pick<URL, "protocol" | "hostname" | "port">;

/**
 * A place that serves the application: the origin, the path it is mounted under, and its
 * userinfo, percent-encoded, as a `URL` holds it ("" where there is none).
 */
export interface Base extends Readonly<Server> {
  /** Scheme, host and port, as `https://dr.example.com`. */
  readonly origin: string;
  /** The path that every document of the application lies under, as `/app`; "" for the root. */
  readonly path: string;
  readonly username: string;
  readonly password: string;
}

/** The base at the origin of a URL, with the userinfo of that URL. */
export function baseAt(url: URL, path: string): Base {
  const { origin, protocol, hostname, port, username, password } = url;
  return { origin, protocol, hostname, port, path, username, password };
}

/**
 * Whether two addresses are one server's: the same host, and the same port or each scheme's
 * default. Schemes do not count.
 */
export function isSameServer(one: Server, other: Server): boolean {
  return (
    hostOf(one) === hostOf(other) &&
    (one.port === other.port || portOf(one) === portOf(other))
  );
}

/** URLs hold hosts in lower case; the dot of DNS's root names the same host. */
const hostOf = ({ hostname }: Server): string => hostname.replace(/\.$/, "");

const portOf = ({ protocol, port }: Server): string =>
  port || (protocol === "http:" || protocol === "ws:" ? "80" : "443");

/**
 * What follows the base's path in a path whose dot segments are removed: "" or text that begins
 * with `/`, and null where the path does not lie under the base.
 */
export function pathBelow(base: Base, path: string): string | null {
  if (!path.startsWith(base.path)) return null;
  const rest = path.slice(base.path.length);
  return rest === "" || rest.startsWith("/") ? rest : null;
}

/** The value of `Authorization` that a base's userinfo stands for, null where it has none. */
export function basicAuthorization(base: Base): string | null {
  if (base.username === "" && base.password === "") return null;
  const bytes = `${base.username}:${base.password}`.replace(
    /%([0-9a-f]{2})/gi,
    (_, hex: string) => String.fromCharCode(parseInt(hex, 16)),
  );
  return `Basic ${Buffer.from(bytes, "latin1").toString("base64")}`;
}
