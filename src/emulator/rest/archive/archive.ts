/** A row of what Twilio keeps, as the API shows it. */
export interface ArchivedRow {
  readonly sid: string;
  /** When it was made. */
  readonly at: Date;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Rows of one kind, in memory. */
export interface Archive {
  add(row: ArchivedRow): void;
  /** Changes fields of one that is there. */
  update(sid: string, fields: Readonly<Record<string, unknown>>): void;
  get(sid: string): ArchivedRow | undefined;
  /** The newest first; what is younger than the lag is not listed yet. */
  listed(): ArchivedRow[];
  /** Every one, in the order in which they came. */
  all(): ArchivedRow[];
}

/** Starts without rows. Twilio's lists can lag behind what can be read by its SID already. */
export function archive(lagMs = 0): Archive {
  const rows = new Map<string, ArchivedRow>();
  const all = () => [...rows.values()];
  return {
    add: (row) => rows.set(row.sid, row),
    update: (sid, fields) => {
      const row = rows.get(sid);
      if (row) rows.set(sid, { ...row, body: { ...row.body, ...fields } });
    },
    get: (sid) => rows.get(sid),
    all,
    listed: () =>
      all()
        .filter(({ at }) => at.getTime() + lagMs <= Date.now())
        .sort((one, other) => other.at.getTime() - one.at.getTime()),
  };
}
