import { flag, value } from "../../options";
import { defineCommand, type CliCommand } from "../../command";
import { NEEDS } from "../needs";
import { inAccount, namedByOption } from "../account/open-session";
import { refuseStrangers } from "../account/select";
import { SELECTION_OPTIONS } from "../account/selection-options";
import type { ExitCode, Outside, Session } from "../account/session";
import { missedKinds } from "../account/unread-text";
import { auditAccount, type AuditScope, type Audited } from "./audit-account";
import { auditAll } from "./audit-all";
import { jsonReport } from "./json-report";
import type { AuditedAccount, UnreadIn } from "./report";
import { emptySummary, isWell } from "./summary";
import { textReport } from "./text-report";

/** What `audit` is asked to do. */
interface AuditOptions extends AuditScope {
  readonly json: boolean;
  readonly verbose: boolean;
  readonly subaccounts: boolean;
}

/** Shows what covers each number, and all else that can have a fallback. */
export function auditCommand(outside: Outside): CliCommand {
  return defineCommand({
    name: "audit",
    summary: "Shows what outlives its web server and what does not.",
    options: {
      json: flag("print every row as JSON"),
      verbose: flag("name every number in full"),
      ...SELECTION_OPTIONS,
      probe: flag(
        "also ask each fallback whether it works, by a signed rehearsal or a HEAD",
      ),
      subaccounts: flag("go through all subaccounts", ["account"]),
      account: value("<sid>", "in this subaccount"),
      regions: flag("also read where the calls of each number are processed"),
    },
    help: `Verdicts:
  covered      the primary fails over to a fallback on another origin
  missing      a primary URL and no fallback
  same-origin  the fallback shares the primary's origin, and fails with it
  dead         the fallback cannot work
  ineffective  it has a fallback, but another resource governs it and is not covered
  uncoverable  its messages go to a Conversation, which has no fallback
  no-primary   nothing to protect
"Waits" is how long a caller may wait before the fallback starts.

${NEEDS}`,
    examples: ["", "--json", "--probe --except +14155550199 workflow"],
    exitCode:
      "0 if all is covered, can have no fallback, or has no primary; 1 if not, or if a kind could not be read; 2 for wrong use or credentials.",
    run: ({ account, kind, ...options }, surroundings) =>
      inAccount(surroundings, outside, namedByOption(account), (session) =>
        audit({ ...options, kinds: kind }, session),
      ),
  });
}

async function audit(
  options: AuditOptions,
  session: Session,
): Promise<ExitCode> {
  const { terminal } = session;
  const print = (text: string): void => {
    terminal.print(text);
  };
  const { columns } = terminal;
  const report = options.json
    ? jsonReport(print, options.regions)
    : textReport(print, { columns, verbose: options.verbose });
  const summary = emptySummary();
  const unread: UnreadIn[] = [];
  const notes: string[] = [];
  const idle: Audited["idlePatterns"][] = [];
  const accounts = options.subaccounts
    ? auditAll(options, session, (note) => notes.push(note))
    : auditOne(options, session);
  for await (const account of accounts) {
    report.add(account);
    for (const { verdict } of account.rows) summary[verdict]++;
    const { accountSid } = account;
    unread.push(
      ...missedKinds(account.unread, options).map((one) => ({
        ...one,
        accountSid,
      })),
    );
    const where = accountSid === null ? "" : `${accountSid}: `;
    notes.push(...account.notes.map((note) => where + note));
    idle.push(account.idlePatterns);
  }
  refuseStrangers(inAll(idle.map(({ only }) => only)), options);
  notes.push(...inAll(idle.map(({ except }) => except)).map(idleNote));
  report.end({ summary, unread, notes });
  return isWell(summary) && unread.length === 0 ? 0 : 1;
}

/** Where there is one account, nothing is printed before it is known that all is right. */
async function* auditOne(
  options: AuditOptions,
  session: Session,
): AsyncGenerator<AuditedAccount> {
  const audited = await auditAccount(options, session);
  refuseStrangers(audited.idlePatterns.only, options);
  yield { ...audited, accountSid: null };
}

/** The patterns that mean nothing in any account. */
function inAll(idle: readonly (readonly string[])[]): string[] {
  const [first = [], ...rest] = idle;
  return first.filter((pattern) => rest.every((one) => one.includes(pattern)));
}

function idleNote(pattern: string): string {
  return `--except ${pattern} leaves nothing out: nothing here has that SID, number, name or kind.`;
}
