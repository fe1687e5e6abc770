import { pMapIterable } from "p-map";
import { count } from "../../../text/count";
import { explain } from "../../account/trouble";
import { UserError } from "../../user-error";
import { sessionOf } from "../account/open-session";
import type { Session } from "../account/session";
import { listSubaccounts } from "../account/subaccounts";
import { auditAccount, type AuditScope } from "./audit-account";
import type { AuditedAccount } from "./report";

/** How many accounts are read at the same time. */
const AT_A_TIME = 4;

/** After how many accounts it is said how far it is. */
const TOLD_EVERY = 10;

/**
 * Audits a login's account and all of its subaccounts, in order and a few at the same time. One
 * that cannot be read is named, and does not end the command.
 */
export async function* auditAll(
  scope: AuditScope,
  session: Session,
  addNote: (note: string) => void,
): AsyncGenerator<AuditedAccount> {
  const { terminal, outside } = session;
  const { active, inactive } = await listSubaccounts(session.access);
  if (inactive > 0)
    addNote(`${count(inactive, "suspended or closed account")} not read.`);
  const audited = pMapIterable(
    active,
    async ({ access }) =>
      auditOrName(scope, await sessionOf(access, session, outside)),
    { concurrency: AT_A_TIME, backpressure: AT_A_TIME },
  );
  let done = 0;
  for await (const account of audited) {
    done++;
    if (done % TOLD_EVERY === 0 || done === active.length)
      terminal.warn(`Read ${done} of ${count(active.length, "account")}.`);
    yield account;
  }
}

async function auditOrName(
  scope: AuditScope,
  session: Session,
): Promise<AuditedAccount> {
  const { access } = session;
  const { accountSid } = access;
  try {
    return { ...(await auditAccount(scope, session)), accountSid };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { message } = explain(error, access);
    return {
      ...{ accountSid, rows: [], notes: [], titles: new Map() },
      unread: [{ kind: "account", reason: message }],
      idlePatterns: { only: scope.only ?? [], except: scope.except ?? [] },
    };
  }
}
