import { count, countByChannel } from "../../../text/count";
import { color } from "../../terminal/color";
import type { CheckedBackup } from "./drill-backups";

/** What is about to happen, and whom it reaches. */
export function backupsHeading(target: string, primaries: number): string {
  return [
    `Asking ${color.bold(target)} what your backups would answer for ${count(primaries, "primary URL")}.`,
    "Every request is a rehearsal: it alerts nobody, and counts in no incident. Your application is sent one made-up call or message for each.\n",
  ].join("\n");
}

/** One primary, and what its backup would answer. */
export function backupText(checked: CheckedBackup): string {
  const { channel, url, names, recoveredBy, heard, ms, broken } = checked;
  const mark = broken.length === 0 ? color.green("✔") : color.red("✖");
  const by = recoveredBy === null ? "" : `${recoveredBy}, ${ms} ms: `;
  return [
    `${mark}  ${channel} ${url} ${color.dim(`(${names.join(", ")})`)}`,
    `   ${by}${heard.join(" ") || "(nothing)"}`,
    ...broken.map((law) => color.red(`   ✖ ${law}`)),
  ].join("\n");
}

/** The verdict. */
export function backupsSummary(all: readonly CheckedBackup[]): string {
  const broken = all.filter((one) => one.broken.length > 0);
  if (all.length === 0) return "There is no primary URL to protect.";
  return broken.length === 0
    ? color.green(`\n✔ ${count(all.length, "backup")} would answer.`)
    : color.red(
        `\n✖ ${broken.length} of ${count(all.length, "backup")} would not do: ${countByChannel({ voice: of(broken, "voice"), messaging: of(broken, "messaging"), unknown: 0 })} would fail.`,
      );
}

function of(
  all: readonly CheckedBackup[],
  channel: CheckedBackup["channel"],
): number {
  return all.filter((one) => one.channel === channel).length;
}
