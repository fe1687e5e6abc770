import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Folders and files that read what comes from outside, in a Function or in the page. */
const READS_OUTSIDE =
  /^(alerts|dashboard|debugger|fallback|feed|functions|journal|twilio)\/|^(control-characters|parse-url)\.ts$/;

/** Of a text: far more than it has as a name, less than a whole document. */
const LENGTH = 30_000;
/** A quadratic pattern takes a second for such a text, a linear one less than a millisecond. */
const LIMIT_MS = 200;

/** What is repeated, and what stands before and behind, so that a pattern nearly matches. */
const REPEATED = [
  ...Array.from("a0 /:;.\"'<>?&=@#+-•\n\t\\,[]"),
  "://",
  "//",
  "../",
  ": ",
  "; ",
  "a@",
  ":a",
  "a:",
  "a+",
  '="',
  " =",
  "%41",
  "?a=b",
  "&a",
  "<?xml ",
  "encoding=",
  "charset=",
  '"url":',
  '"url": ',
  '"url":"http:',
  "Bearer ",
  "Bearer  ",
  "SYSTEM ",
  'PUBLIC "" ',
  "+xml",
  "text/",
  "\uD83D\uDE00",
  "\u001B",
  "\u2028",
  "é",
];
const BEFORE = [
  "",
  "https://",
  "a",
  "<?xml ",
  "Bearer",
  "sip:",
  ' a SYSTEM "',
  "; charset",
  "text/",
  '"error_code":',
];
const BEHIND = ["", "!", "\u0000", "\n", '"'];

interface Pattern {
  readonly at: string;
  readonly regex: RegExp;
}

/** Every regular expression of the source, and where it stands. */
function patterns(): Pattern[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && READS_OUTSIDE.test(path))
    .flatMap((path) => {
      const text = readFileSync(join("src", path), "utf8");
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext);
      const found: Pattern[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf("/");
          const regex = new RegExp(
            node.text.slice(1, end),
            node.text.slice(end + 1),
          );
          found.push({ at: `${path} ${node.text}`, regex });
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
      return found;
    });
}

describe("every regular expression that reads what comes from outside", () => {
  const all = patterns();

  it("is found", () => {
    expect(all.length).toBeGreaterThan(30);
  });

  it.each(all)("takes linear time: $at", ({ regex }) => {
    for (const repeated of REPEATED)
      for (const before of BEFORE)
        for (const behind of BEHIND) {
          const text =
            before + repeated.repeat(LENGTH / repeated.length) + behind;
          const measure = () => msTaken(() => text.replace(regex, ""));
          // The machine may have been busy with something else.
          const ms = measure() > LIMIT_MS ? Math.min(measure(), measure()) : 0;
          if (ms > LIMIT_MS)
            throw new Error(
              `${ms} ms: ${JSON.stringify({ before, repeated, behind })}`,
            );
        }
  });
});

function msTaken(work: () => void): number {
  const startedAt = performance.now();
  work();
  return Math.round(performance.now() - startedAt);
}
