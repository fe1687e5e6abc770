import wrapAnsi from "wrap-ansi";
import { count } from "../../../text/count";
import { color } from "../../terminal/color";
import { KINDS, countOf, type Kind } from "../account/kinds/kinds";
import type { Verdict } from "../account/verdict";
import { startGroups, type Group } from "./groups";
import { MEANING, SIGN } from "./meaning";
import type { AuditReport, Conclusion, UnreadIn } from "./report";

/** How many names a group gives, where not all are wanted. */
const NAMES_SHOWN = 3;

const CHANNEL_WORDS = {
  voice: "calls",
  messaging: "messages",
  task: "tasks",
} as const;

/** The report for a person: under each verdict, those that are alike together. */
export function textReport(
  print: (text: string) => void,
  { columns, verbose }: { readonly columns: number; readonly verbose: boolean },
): AuditReport {
  const namesKept = verbose ? Infinity : NAMES_SHOWN;
  const groups = startGroups(namesKept, (sid, titles) => {
    const governor = titles.get(sid);
    return governor ? titleOf(governor) : wordsForSid(sid);
  });
  return {
    add: (account) => {
      groups.add(account);
    },
    end: (conclusion) => {
      const all = groups.all();
      const sections = (Object.keys(MEANING) as Verdict[])
        .map((verdict) => all.filter((group) => group.verdict === verdict))
        .filter((alike) => alike.length > 0)
        .map((alike) => section(alike, columns));
      const paragraphs = [
        ...sections,
        ...notesText(conclusion, columns),
        wrapped(conclusionText(conclusion, groups.resources()), columns),
      ];
      print(paragraphs.join("\n\n"));
    },
  };
}

function section(alike: readonly Group[], columns: number): string {
  const [first] = alike;
  if (!first) return "";
  const { verdict } = first;
  const channels = alike.reduce((sum, group) => sum + group.count, 0);
  const title = `${SIGN[verdict]} ${color.bold(verdict)}: ${count(channels, "channel")}. ${MEANING[verdict]}`;
  return [
    wrapped(title, columns),
    ...alike.map((group) => groupText(group, columns)),
  ].join("\n\n");
}

function groupText(group: Group, columns: number): string {
  const more = group.count - group.names.length;
  const names = [...group.names, ...(more > 0 ? [`and ${more} more`] : [])];
  const what = `${countOf(group.kind, group.count)}, ${CHANNEL_WORDS[group.channel]}`;
  const accounts = group.accounts.size;
  const waits =
    group.waitsUpToMs === null
      ? ""
      : color.dim(` (waits up to ${group.waitsUpToMs / 1000} s)`);
  const method =
    group.fallbackMethod && group.fallbackUrl ? `${group.fallbackMethod} ` : "";
  return [
    indented(`${color.bold(what)}: ${names.join(", ")}`, 2, columns),
    ...(group.governors.length > 0
      ? [
          indented(
            `asked in their place: ${group.governors.join(", ")}`,
            4,
            columns,
          ),
        ]
      : []),
    ...(accounts > 1
      ? [indented(`in ${count(accounts, "account")}`, 4, columns)]
      : []),
    indented(`primary   ${group.primary ?? "–"}${waits}`, 4, columns),
    indented(`fallback  ${method}${group.fallbackUrl ?? "–"}`, 4, columns),
    ...(group.because === null
      ? []
      : [indented(color.red(`dead: ${group.because}`), 4, columns)]),
  ].join("\n");
}

function notesText({ notes, unread }: Conclusion, columns: number): string[] {
  return [
    ...unread.map((one) => wrapped(color.red(unreadLine(one)), columns)),
    ...notes.map((note) => wrapped(`${color.yellow("!")} ${note}`, columns)),
  ];
}

function unreadLine({ kind, reason, accountSid }: UnreadIn): string {
  const where = accountSid === null ? "" : ` of ${accountSid}`;
  return `✖ ${kind}${where}: not read. ${reason}`;
}

/** What a tired person wants to know, in one sentence. */
function conclusionText(
  { summary, unread }: Conclusion,
  resources: number,
): string {
  const channels = Object.values(summary).reduce((sum, one) => sum + one, 0);
  const { covered, uncoverable } = summary;
  const protectable = channels - summary["no-primary"] - uncoverable;
  const besides = [
    ...(uncoverable > 0 ? [`${uncoverable} can have no fallback`] : []),
    ...(unread.length > 0
      ? [`${count(unread.length, "kind")} could not be read`]
      : []),
  ].join(", and ");
  const rest = besides === "" ? "" : ` ${besides}.`;
  const of = `${count(channels, "channel")} of ${count(resources, "resource")}`;
  if (channels === 0)
    return `Nothing is here that a fallback can be set on.${rest}`;
  if (protectable === 0)
    return `Nothing to protect: none of ${of} has a primary URL of its own.${rest}`;
  if (protectable === covered)
    return color.green(
      `✔ All ${count(protectable, "channel")} with a primary URL fail over to another server, of ${of}.${rest}`,
    );
  return color.red(
    `✖ ${protectable - covered} of ${count(protectable, "channel")} with a primary URL go silent when their server fails, of ${of}; npm run numbers -- attach --to <your service's domain> shows what would cover them.${rest}`,
  );
}

function titleOf({ kind, name }: { kind: Kind; name: string }): string {
  return `${KINDS[kind].words[0]} ${name}`;
}

/** What is not in the account's lists, or is no resource with webhooks. */
function wordsForSid(sid: string): string {
  return sid.startsWith("IG") ? "a Conversation" : sid;
}

function wrapped(text: string, columns: number): string {
  return wrapAnsi(text, columns, { hard: true });
}

/** Text that begins further to the right; what goes on below begins two more to the right. */
function indented(text: string, by: number, columns: number): string {
  const lines = wrapAnsi(text, columns - by - 2, { hard: true, trim: false });
  const space = " ".repeat(by);
  return space + lines.split("\n").join(`\n${space}  `);
}
