import { auditText } from "./audit-text";
import { readAccount } from "../account/read-account";
import { rowsOf, type Row } from "../account/rows";
import type { ExitCode, Session } from "../account/session";
import type { Verdict } from "../account/verdict";

/** How many rows have each verdict. */
export type Summary = Readonly<Record<Verdict, number>>;

/** Shows what covers each number and all else that can have a fallback. */
export async function audit(
  { json }: { json?: boolean },
  { api, terminal }: Session,
): Promise<ExitCode> {
  const rows = rowsOf(await readAccount(api));
  const summary = summaryOf(rows);
  terminal.print(
    json
      ? JSON.stringify({ resources: rows, summary }, null, 2)
      : auditText(rows, summary),
  );
  return rows.length === summary.covered + summary["no-primary"] ? 0 : 1;
}

function summaryOf(rows: readonly Row[]): Summary {
  const count = (verdict: Verdict): number =>
    rows.filter((row) => row.verdict === verdict).length;
  return {
    covered: count("covered"),
    missing: count("missing"),
    "same-origin": count("same-origin"),
    ineffective: count("ineffective"),
    "no-primary": count("no-primary"),
  };
}
