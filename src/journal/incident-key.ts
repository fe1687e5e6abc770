import { createHash } from "node:crypto";
import { classifyError } from "./classify-error";
import type { Failure } from "./record";

const KEY_LENGTH = 16;

/**
 * What failures of one incident have in common, as 16 hexadecimal digits: the origin that failed,
 * and the class of the error.
 */
export function incidentKey({
  errorUrl,
  errorCode,
}: Pick<Failure, "errorUrl" | "errorCode">): string {
  return createHash("sha256")
    .update(`${originOf(errorUrl) ?? ""}\n${classifyError(errorCode)}`)
    .digest("hex")
    .slice(0, KEY_LENGTH);
}

/** Scheme, host and port of an http(s) URL; null for what is none. */
export function originOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, origin } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? origin : null;
}
