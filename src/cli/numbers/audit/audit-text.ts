import Table from "cli-table3";
import { BORDERLESS } from "../../terminal/borderless";
import { color } from "../../terminal/color";
import type { Summary } from "./audit";
import { KIND_WORDS, countOf, withoutPassword } from "../change/diff";
import { groupBy } from "../account/group-by";
import type { Row } from "../account/rows";
import type { Verdict } from "../account/verdict";

const SIGN = {
  missing: color.red("✖"),
  "same-origin": color.red("✖"),
  ineffective: color.red("✖"),
  covered: color.green("✔"),
  "no-primary": color.dim("–"),
} as const;

/** What each verdict means, and what to do; trouble first. */
const MEANING: Readonly<Record<Verdict, string>> = {
  missing:
    "When the primary fails, the caller hears Twilio's error message, and a message gets no answer. Give it a fallback: attach.",
  "same-origin":
    "The fallback is on the server that fails, and fails with it. Put one elsewhere: attach.",
  ineffective:
    "It has a fallback that is never asked: another resource answers in its place, and is not covered. attach sets the fallback there.",
  covered: "A failure goes to another server. Nothing to do.",
  "no-primary":
    "Nothing to protect: no URL, Twilio's demo URL, a trunk governs, or a Messaging Service leaves messages to its numbers.",
};

const COLUMNS = [
  { title: "What", width: 36 },
  { title: "Channel", width: 11 },
  { title: "Primary URL", width: 34 },
  { title: "Fallback URL", width: 34 },
  { title: "Waits", width: 8 },
];

const NAMES_SHOWN = 2;

/** All rows for a person: under each verdict, those that are alike on one line. */
export function auditText(rows: readonly Row[], summary: Summary): string {
  const sections = (Object.keys(MEANING) as Verdict[])
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) =>
      section(
        verdict,
        rows.filter((row) => row.verdict === verdict),
        (sid) => titleOf(sid, rows),
      ),
    );
  return [...sections, conclusion(rows, summary)].join("\n\n");
}

function section(
  verdict: Verdict,
  rows: readonly Row[],
  titleOf: (sid: string) => string,
): string {
  const groups = groupBy(rows, (row) =>
    JSON.stringify([
      row.kind,
      row.channel,
      row.governedBy,
      originOf(row.primaryUrl),
      originOf(row.fallbackUrl),
      row.waitsUpToMs,
    ]),
  );
  const table = new Table({
    head: COLUMNS.map(({ title }) => color.dim(title)),
    colWidths: COLUMNS.map(({ width }) => width),
    wordWrap: true,
    wrapOnWordBoundary: false,
    chars: BORDERLESS,
    style: { head: [], "padding-left": 2, "padding-right": 0 },
  });
  table.push(...[...groups.values()].map((alike) => cells(alike, titleOf)));
  const title = `${SIGN[verdict]} ${color.bold(verdict)}: ${rows.length}`;
  return `${title}. ${MEANING[verdict]}\n${table.toString().replace(/ +$/gm, "")}`;
}

function cells(
  alike: readonly Row[],
  titleOf: (sid: string) => string,
): string[] {
  const [first] = alike;
  if (!first) return [];
  const names = alike.slice(0, NAMES_SHOWN).map(({ name }) => name);
  const more = alike.length - names.length;
  const what = [
    countOf(first.kind, alike.length),
    names.join(", "),
    more > 0 && `and ${more} more`,
    first.governedBy && `governed by ${titleOf(first.governedBy)}`,
  ].filter(Boolean);
  return [
    what.join("\n"),
    first.channel,
    commonUrl(alike.map(({ primaryUrl }) => primaryUrl)),
    commonUrl(alike.map(({ fallbackUrl }) => fallbackUrl)),
    first.waitsUpToMs === null ? "–" : `${first.waitsUpToMs / 1000} s`,
  ];
}

/** A governing resource as a person knows it. */
function titleOf(sid: string, rows: readonly Row[]): string {
  const governor = rows.find((row) => row.sid === sid);
  return governor
    ? `${KIND_WORDS[governor.kind][0]} ${governor.name}`
    : sid.startsWith("TK")
      ? `trunk ${sid.slice(0, 6)}…`
      : sid;
}

/** The URL where all have the same, otherwise their origin. */
function commonUrl(urls: readonly (string | null)[]): string {
  const [first = null] = urls;
  if (first === null) return "–";
  return urls.every((url) => url === first)
    ? withoutPassword(first)
    : `${originOf(first) ?? ""}/…`;
}

function originOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).origin : url;
}

/** What a tired person wants to know, in one sentence. */
function conclusion(rows: readonly Row[], summary: Summary): string {
  const protectable = rows.length - summary["no-primary"];
  if (rows.length === 0)
    return "This account has nothing that a fallback can be set on.";
  if (protectable === 0)
    return `Nothing to protect: none of ${rows.length} channels has a primary URL of its own.`;
  if (protectable === summary.covered)
    return color.green(
      `✔ All ${protectable} channels with a primary URL fail over to another server.`,
    );
  return color.red(
    `✖ ${protectable - summary.covered} of ${protectable} channels with a primary URL go silent when their server fails; npm run numbers -- attach --to <your service's domain> shows what would cover them.`,
  );
}
