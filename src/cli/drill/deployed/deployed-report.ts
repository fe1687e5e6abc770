import type { TwimlChannel } from "../../../twilio/check-twiml";
import { errorTitle } from "../../../twilio/error-codes";
import { color } from "../../terminal/color";
import { fitColumns, type Column } from "../../terminal/columns";
import { attemptText } from "../local/report";
import type { Check } from "./check";
import type { DeployedResult } from "./play-rehearsals";
import { brokenByReply } from "../laws";
import type { RehearsalRow } from "./judge-rehearsal";
import type { Rehearsed } from "./rehearse";

type Key = "mark" | "error" | "method" | "heard" | "ms";

const COLUMNS: readonly Column<Key>[] = [
  { key: "mark", title: "", width: 1 },
  { key: "error", title: "Twilio's error", width: 33 },
  { key: "method", title: "Asked", width: 5 },
  { key: "heard", title: "Heard or read", width: 29, grows: true },
  { key: "ms", title: "Time", width: 8 },
];

/** What is about to happen, and that it harms nobody. */
export function opening(target: string, backupUrl: string | null): string {
  const backups =
    backupUrl === null
      ? "No backup is asked."
      : `Your backups are asked for ${backupUrl}, once a channel.`;
  return `Drilling ${color.bold(target)}. Every request is a rehearsal: it alerts nobody, and counts in no incident. ${backups}\n`;
}

/** What an unsigned request was shown, in a line. */
export function checkText({ what, found, heard, broken }: Check): string {
  const words = heard.length > 0 ? `: ${heard.join(" ")}` : "";
  return [
    `${mark(broken)} ${what} ${color.dim(`(${found})`)}${words}`,
    ...broken.map(brokenText),
  ].join("\n");
}

/** The lines above the rehearsals of a channel. */
export function rehearsalHeading(
  channel: TwimlChannel,
  columns: number,
): string {
  const name = channel === "voice" ? "Calls" : "Messages";
  return `\n${color.bold(name)}\n${fitColumns(COLUMNS, columns).heading}`;
}

/** One reply as a line. What the journal says of it comes at the end. */
export function rehearsedText(
  one: Rehearsed,
  budgetMs: number,
  columns: number,
): string {
  const { rehearsal, heard, ms } = one;
  const { method, errorCode, asksBackups } = rehearsal;
  const broken = brokenByReply(one, budgetMs);
  const line = fitColumns(COLUMNS, columns).row({
    mark: mark(broken),
    error: `${errorCode} ${errorTitle(errorCode) ?? ""}`,
    method,
    heard: heard.join(" ") || "(nothing)",
    ms: `${ms} ms`,
  });
  return [
    line,
    ...(asksBackups ? [color.dim("   with the backups")] : []),
    ...broken.map(brokenText),
  ].join("\n");
}

/** What the journal says, who was alerted, and the verdict. */
export function deployedSummary(result: DeployedResult): string {
  const { rows, journal, alerts } = result;
  const inSync = rows.filter((row) => row.journaled === "sync");
  const words = new Set(rows.map(({ heard }) => heard.join(" ")));
  const laws = [...journal.broken, ...lawsOf(rows)];
  return [
    `${mark(laws)} ${inSync.length} of ${rows.length} records are in Sync`,
    ...laws.map(brokenText),
    alerts.broken.length === 0
      ? `${mark([])} nobody was alerted`
      : `${mark(alerts.broken)} somebody was, or may have been, alerted`,
    ...alerts.broken.map(brokenText),
    ...rows.filter(({ asksBackups }) => asksBackups).map(backupsText),
    "",
    ...[...words].map((text) => `In full: ${text || "(nothing)"}`),
    "",
    verdict(result),
  ].join("\n");
}

/** Each law that was broken, once, with who broke it. */
function lawsOf(rows: readonly RehearsalRow[]): string[] {
  const laws = new Set(rows.flatMap(({ broken }) => broken));
  return [...laws].map((law) => {
    const [first, ...others] = rows.filter(({ broken }) =>
      broken.includes(law),
    );
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    return `${law} (${first?.channel ?? ""} ${first?.error.code ?? ""} ${first?.method ?? ""}, ${first?.sid ?? ""}${more})`;
  });
}

function backupsText({ channel, attempts, outcome }: RehearsalRow): string {
  const end = outcome === "recovered" ? "went on" : "did not go on";
  return [
    `   with the backups, the ${channel === "voice" ? "call" : "message"} ${end}`,
    ...attempts.map((attempt) => color.dim(`   ${attemptText(attempt)}`)),
  ].join("\n");
}

function verdict({
  ok,
  target,
  publicSurface,
  rows,
  journal,
  alerts,
}: DeployedResult): string {
  const slowest = Math.max(0, ...rows.map(({ ms }) => ms));
  if (ok)
    return color.green(
      `✔ ${target} answers: ${rows.length} rehearsals, ${rows.length} valid replies, the slowest in ${slowest} ms; all in Sync.`,
    );
  const all = [...publicSurface, ...rows, journal, alerts];
  const failed = all.filter(({ broken }) => broken.length > 0);
  return color.red(
    `✖ ${target}: ${failed.length} of ${all.length} checks failed, as said above.`,
  );
}

function mark(broken: readonly string[]): string {
  return broken.length > 0 ? color.red("✖") : color.green("✔");
}

function brokenText(law: string): string {
  return `   ${color.red(`✖ ${law}`)}`;
}
