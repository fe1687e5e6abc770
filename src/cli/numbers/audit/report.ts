import type { UnreadKind } from "../account/unread";
import type { Audited } from "./audit-account";
import type { Summary } from "./summary";

/** An account of those that are audited. */
export interface AuditedAccount extends Audited {
  /** Null where there is one alone. */
  readonly accountSid: string | null;
}

/** What is missing, and where. */
export interface UnreadIn extends UnreadKind {
  readonly accountSid: string | null;
}

/** What all accounts add up to. */
export interface Conclusion {
  readonly summary: Summary;
  readonly unread: readonly UnreadIn[];
  readonly notes: readonly string[];
}

/** Shows what was found, an account after the other: many are never held at once. */
export interface AuditReport {
  add(account: AuditedAccount): void;
  end(conclusion: Conclusion): void;
}
