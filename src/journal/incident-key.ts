import { createHash } from "node:crypto";
import { parseWebUrl } from "../url/parse-url";
import { classifyError } from "./classify-error";
import type { Failure } from "./record";

const KEY_LENGTH = 16;

/** What failures of one incident have in common. */
type Common = Pick<Failure, "errorUrl" | "errorCode">;

/** The origin that failed, and the class of the error, as text: two failures of one incident have the same. */
export function incidentName({ errorUrl, errorCode }: Common): string {
  return `${originOf(errorUrl) ?? ""}\n${classifyError(errorCode)}`;
}

/** The name of an incident as 16 hexadecimal digits. */
export function incidentKey(failure: Common): string {
  return createHash("sha256")
    .update(incidentName(failure))
    .digest("hex")
    .slice(0, KEY_LENGTH);
}

/** Scheme, host and port of an http(s) URL; null for what is none. */
export function originOf(url: string | null): string | null {
  return parseWebUrl(url)?.origin ?? null;
}
