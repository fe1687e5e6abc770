import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether a request carries the token, in the header `Authorization: Bearer <token>` alone. Takes
 * the same time however much of a wrong token is right.
 */
export function isAuthorized(event: unknown, token: string): boolean {
  return isToken(bearerToken(readHeader(event)), token);
}

/**
 * Whether a request of a monitor carries the token: as above, or as the password of
 * `Authorization: Basic`, for monitors that know nothing else.
 */
export function isAuthorizedMonitor(event: unknown, token: string): boolean {
  const header = readHeader(event);
  return isToken(bearerToken(header) ?? basicPassword(header), token);
}

function readHeader(event: unknown): string {
  const { request } = (event ?? {}) as {
    request?: { headers?: Record<string, unknown> | null } | null;
  };
  const header = request?.headers?.["authorization"];
  return typeof header === "string" ? header : "";
}

function bearerToken(header: string): string | null {
  return /^Bearer +([!-~]+)$/i.exec(header)?.[1] ?? null;
}

function basicPassword(header: string): string | null {
  const [, base64 = ""] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header) ?? [];
  const login = Buffer.from(base64, "base64").toString();
  const colon = login.indexOf(":");
  return colon === -1 ? null : login.slice(colon + 1);
}

function isToken(given: string | null, token: string): boolean {
  return timingSafeEqual(digest(given ?? ""), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
