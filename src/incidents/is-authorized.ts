import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether a request carries the token, in the header `Authorization: Bearer <token>` alone. Takes
 * the same time however much of a wrong token is right.
 */
export function isAuthorized(event: unknown, token: string): boolean {
  const { request } = (event ?? {}) as {
    request?: { headers?: Record<string, unknown> | null } | null;
  };
  const header = request?.headers?.["authorization"];
  const given =
    typeof header === "string" ? /^Bearer +([!-~]+)$/i.exec(header)?.[1] : null;
  return timingSafeEqual(digest(given ?? ""), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
