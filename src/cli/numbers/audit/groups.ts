import { withoutPassword } from "../change/without-password";
import type { Kind } from "../account/kinds/kinds";
import type { Channel } from "../account/kinds/kind";
import type { Verdict } from "../account/verdict";
import type { AuditRow } from "./audit-account";
import type { AuditedAccount } from "./report";

/** Rows that are alike. */
export interface Group {
  readonly verdict: Verdict;
  readonly because: string | null;
  readonly kind: Kind;
  readonly channel: Channel;
  readonly fallbackUrl: string | null;
  readonly fallbackMethod: string | null;
  readonly waitsUpToMs: number | null;
  /** The primary URL where all have the same, otherwise their origin. */
  primary: string | null;
  count: number;
  /** The first of them, or all. */
  readonly names: string[];
  /** What governs them, likewise, as a person knows it. */
  readonly governors: string[];
  /** Their accounts, where there are several. */
  readonly accounts: Set<string>;
}

/** Groups of rows that grow as accounts come in, by verdict and all that a person would act on. */
export interface Groups {
  add(account: AuditedAccount): void;
  all(): Group[];
  /** How many resources the rows are of. */
  resources(): number;
}

/**
 * Starts without any.
 *
 * @param namesKept - Names beyond are counted alone.
 * @param title - What governs, as a person knows it.
 */
export function startGroups(
  namesKept: number,
  title: (sid: string, titles: AuditedAccount["titles"]) => string,
): Groups {
  const groups = new Map<string, Group>();
  let resources = 0;
  const add = (row: AuditRow, { accountSid, titles }: AuditedAccount): void => {
    const fallbackUrl = shownFallback(row.fallbackUrl);
    const { verdict, because, kind, channel } = row;
    const { fallbackMethod, waitsUpToMs } = row;
    const alike = {
      ...{ verdict, because, kind, channel },
      ...{ fallbackUrl, fallbackMethod, waitsUpToMs },
    };
    const governor = row.governedBy && title(row.governedBy, titles);
    const origin = originOf(row.primaryUrl);
    const key = JSON.stringify([alike, governor !== null, origin]);
    const primary = row.primaryUrl && withoutPassword(row.primaryUrl);
    const group = groups.get(key) ?? {
      ...alike,
      ...{ primary, count: 0, names: [], governors: [] },
      accounts: new Set<string>(),
    };
    groups.set(key, group);
    group.count++;
    if (group.primary !== primary) group.primary = `${origin ?? ""}/…`;
    if (group.names.length < namesKept) group.names.push(row.name);
    const { governors } = group;
    if (
      governor &&
      governors.length < namesKept &&
      !governors.includes(governor)
    )
      governors.push(governor);
    if (accountSid !== null) group.accounts.add(accountSid);
  };
  return {
    add: (account) => {
      resources += new Set(account.rows.map(({ sid }) => sid)).size;
      for (const row of account.rows) add(row, account);
    },
    all: () => [...groups.values()],
    resources: () => resources,
  };
}

/** Where a fallback is told its trunk by a parameter, all are one. */
function shownFallback(url: string | null): string | null {
  return (
    url &&
    withoutPassword(url)
      .replace(/([?&])FallbackFor=[^&#]*&?/, "$1")
      .replace(/[?&](?=#|$)/, "")
  );
}

function originOf(url: string | null): string | null {
  return url !== null && URL.canParse(url)
    ? new URL(url).origin
    : url && withoutPassword(url);
}
