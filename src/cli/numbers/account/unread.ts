import { troubleOf } from "../../account/trouble";
import type { Kind } from "./kinds/kinds";

/** A part of an account that these credentials do not show. */
export interface UnreadKind {
  /** `account`: a whole subaccount. */
  readonly kind: Kind | "conversation-address" | "account";
  readonly reason: string;
}

/** The kinds of the 2010 API, without which there is no account. */
const ALWAYS_THERE: readonly UnreadKind["kind"][] = [
  "number",
  "app",
  "sip-domain",
  "short-code",
];

/** A key that lacks a permission. @see https://www.twilio.com/docs/api/errors/70051 */
const NO_PERMISSION = 70051;

/**
 * Why a kind cannot be read, where that is its own trouble: a key without the permission, or a
 * product that the account or the region does not have. Null where it is the trouble of all.
 */
export function whyUnread(
  kind: UnreadKind["kind"],
  error: unknown,
): string | null {
  const { status, code } = error as { status?: number; code?: unknown };
  const { reason } = troubleOf(error);
  if (status === 403 || (status === 401 && code === NO_PERMISSION))
    return reason;
  return isAbsent(error) && !ALWAYS_THERE.includes(kind) ? reason : null;
}

/** Whether an account or a region has no such product. */
export function isAbsent(error: unknown): boolean {
  const { status, code } = error as { status?: number; code?: unknown };
  return status === 404 || code === "ENOTFOUND";
}
