import type { Kind } from "../account/kinds/kinds";
import { readAccount, type Account } from "../account/read-account";
import { judgeRows, type Row } from "../account/rows";
import { select, type Selection } from "../account/select";
import type { Session } from "../account/session";
import type { UnreadKind } from "../account/unread";
import { judgeOwn } from "../account/verdict";
import { notesOn } from "./notes";
import { judgeByProbing } from "./probe-fallbacks";
import { readRegions } from "./read-regions";

/** What to look at. */
export interface AuditScope extends Selection {
  /** Whether to ask the fallbacks themselves. */
  readonly probe: boolean;
  /** Whether to read where the calls of each number are processed. */
  readonly regions: boolean;
}

/** A row of an audit. */
export interface AuditRow extends Row {
  /** Null where it was not asked for; also for all but a number's calls. */
  readonly voiceRegion: string | null;
}

/** What was found in one account. */
export interface Audited {
  readonly rows: readonly AuditRow[];
  readonly unread: readonly UnreadKind[];
  readonly notes: readonly string[];
  /** What governs a row, by its SID, as a person knows it. */
  readonly titles: ReadonlyMap<string, { kind: Kind; name: string }>;
  /** The patterns of `--only` and `--except` that mean nothing here. */
  readonly idlePatterns: {
    readonly only: readonly string[];
    readonly except: readonly string[];
  };
}

/** Judges what is chosen of one account. */
export async function auditAccount(
  scope: AuditScope,
  session: Session,
): Promise<Audited> {
  const account = await readAccount(session.api, scope.kinds);
  const { resources, unread } = account;
  const { chosen, strangers, idlePatterns } = select(resources, scope);
  const judge = scope.probe
    ? await judgeByProbing(chosen, resources, session)
    : judgeOwn;
  const regions = scope.regions
    ? await readRegions(chosen, session.api)
    : new Map<string, string>();
  const rows = judgeRows(chosen, resources, judge).map((row): AuditRow => {
    const region = row.channel === "voice" ? regions.get(row.sid) : undefined;
    return { ...row, voiceRegion: region ?? null };
  });
  return {
    rows,
    unread,
    notes: await notesOn(rows, session),
    titles: titlesOf(account),
    idlePatterns: { only: strangers, except: idlePatterns },
  };
}

function titlesOf({ resources }: Account): Audited["titles"] {
  return new Map(resources.map(({ sid, kind, name }) => [sid, { kind, name }]));
}
