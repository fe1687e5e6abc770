import { withoutPassword } from "../change/without-password";
import type { AuditRow } from "./audit-account";
import type { AuditReport } from "./report";

/** The report as one JSON object, printed piece by piece. */
export function jsonReport(
  print: (text: string) => void,
  withRegions: boolean,
): AuditReport {
  let isBegun = false;
  const begin = (): void => {
    if (!isBegun) print('{ "resources": [');
    isBegun = true;
  };
  let isFirst = true;
  return {
    add: ({ rows, accountSid }) => {
      begin();
      if (rows.length === 0) return;
      const lines = rows.map((row) =>
        JSON.stringify(rowJson(row, accountSid, withRegions)),
      );
      print((isFirst ? "" : ",") + lines.join(",\n"));
      isFirst = false;
    },
    end: ({ summary, unread, notes }) => {
      begin();
      const missing = unread.map(({ kind, reason, accountSid }) => ({
        ...{ kind, reason },
        ...(accountSid !== null && { accountSid }),
      }));
      const rest = JSON.stringify({ summary, unread: missing, notes }, null, 2);
      print(`], ${rest.slice(1)}`);
    },
  };
}

function rowJson(
  row: AuditRow,
  accountSid: string | null,
  withRegions: boolean,
): Record<string, unknown> {
  const shown = (url: string | null) => url && withoutPassword(url);
  return {
    ...(accountSid !== null && { accountSid }),
    kind: row.kind,
    sid: row.sid,
    name: row.name,
    channel: row.channel,
    primaryUrl: shown(row.primaryUrl),
    fallbackUrl: shown(row.fallbackUrl),
    fallbackMethod: row.fallbackMethod,
    verdict: row.verdict,
    governedBy: row.governedBy,
    waitsUpToMs: row.waitsUpToMs,
    ...(withRegions && { voiceRegion: row.voiceRegion }),
  };
}
