import { parseBackup, type Backup } from "../../../src/url/backup";

/** The backups that such entries of `BACKUP_ORIGINS` set up. */
export function readBackups(entries: readonly string[]): Backup[] {
  return entries.map((entry) => {
    const backup = parseBackup(entry);
    if (backup === null) throw new Error(`no backup: ${entry}`);
    return backup;
  });
}
