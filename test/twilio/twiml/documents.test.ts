import { readFileSync } from "node:fs";
import {
  checkDocument,
  type TwimlFault,
} from "../../../src/twilio/twiml/check-document";
import { TWIML_SCHEMA } from "../../../src/twilio/twiml/schema";
import type { TwimlChannel } from "../../../src/twilio/check-twiml";

/** The shapes of documents in Twilio's own documentation, a line each, with words of ours. */
const SHAPES = (["voice", "messaging"] as const).flatMap((channel) =>
  readFileSync(`test/fixtures/twiml-shapes/${channel}.txt`, "utf8")
    .trim()
    .split("\n")
    .map((text) => ({ channel, text })),
);

/** The same documents as people write them: declared, a line an element. */
const SPREAD = SHAPES.map(({ channel, text }) => ({
  channel,
  text: `<?xml version="1.0" encoding="UTF-8"?>\n<!-- Ours -->\n${text.replace(/>(?=<)/g, ">\n")}\n`,
}));

const DOCUMENTS = [...SHAPES, ...SPREAD];

function faultsOf(text: string | Buffer, channel: TwimlChannel): TwimlFault[] {
  const { faults } = checkDocument(Buffer.from(text), channel);
  return faults.filter(({ isWarning }) => !isWarning);
}

/** Breaks a document in one way; null where it has nothing to break so. */
type Break = (
  lines: readonly string[],
) => { line: number; text: string } | null;

/** Changes the first line that a pattern fits, from the last line on. */
const change =
  (pattern: RegExp, into: string): Break =>
  (lines) => {
    const line = lines.findLastIndex((text) => pattern.test(text));
    if (line < 0) return null;
    const changed = lines.with(
      line,
      (lines[line] ?? "").replace(pattern, into),
    );
    return { line: line + 1, text: changed.join("\n") };
  };

const listed = Object.values(TWIML_SCHEMA.voice.attributes)
  .flatMap((attributes) => Object.entries(attributes))
  .filter(
    ([name, type]) =>
      type.replace("[]", "") in TWIML_SCHEMA.voice.values &&
      !/voice|language/i.test(`${name} ${type}`),
  )
  .map(([name]) => name);

const BREAKS: Readonly<Record<string, Break>> = {
  "a verb that is none": change(
    /^<(Say|Dial|Gather|Play|Record|Message|Connect|Pay|Hangup|Pause|Redirect)\b(?=[^\n]*\/>)/,
    "<Nothing$1",
  ),
  "an attribute misspelt": change(/ (\w)(\w)(\w+)="/, ' $2$1$3="'),
  "an attribute that is none": change(
    /<(Say|Dial|Gather|Number|Conference|Record|Message)\b/,
    '<$1 nothing="1"',
  ),
  "a value that is none": change(
    new RegExp(` (${listed.join("|")})="[^"]*"`),
    ' $1="nonsense"',
  ),
  "a number in letters": change(
    / (timeout|length|loop|maxLength|numDigits|timeLimit|maxAttempts)="\d+"/,
    ' $1="many"',
  ),
  "a boolean that is none": change(/(?<! value)="(true|false)"/, '="maybe"'),
  "a bare ampersand": change(/words/, "this & that"),
  "a bare less-than": change(/words/, "1 < 2"),
  "an entity that is none": change(/words/, "a&nbsp;b"),
  "a noun without its verb": change(
    /<Response>/,
    "<Response><Number>+15550100</Number>",
  ),
  "text outside of any verb": change(/<Response>/, "<Response>words"),
  "a tag that is not closed": change(
    /^<(Say|Number|Body|Message|Play)\b([^>]*)>([^<]*)<\/\1>$/,
    "<$1$2>$3",
  ),
  "an attribute without quotes": change(/="(\d+)"/, "=$1"),
  "an attribute twice": change(/ (\w+)="(\w+)"/, ' $1="$2" $1="$2"'),
};

describe("the check of documents", () => {
  it(`accepts the ${DOCUMENTS.length} documents, of which there are 300 at least`, () => {
    expect(DOCUMENTS.length).toBeGreaterThanOrEqual(300);
    const refused = DOCUMENTS.flatMap(({ channel, text }) =>
      faultsOf(text, channel).map(({ reason }) => `${reason}: ${text}`),
    );
    expect(refused).toEqual([]);
  });

  it("refuses each that is broken in one way, on the line where it is", () => {
    const broken = Object.entries(BREAKS).map(([name, apply]) => {
      const cases = SPREAD.flatMap(({ channel, text }) => {
        const made = apply(text.split("\n"));
        return made === null ? [] : [{ channel, ...made }];
      });
      const wrong = cases.filter(
        ({ channel, line, text }) => faultsOf(text, channel)[0]?.line !== line,
      );
      return { name, count: cases.length, wrong };
    });
    expect(
      broken
        .filter(({ wrong }) => wrong.length > 0)
        .map(({ name, wrong }) => [
          name,
          wrong[0],
          faultsOf(wrong[0]?.text ?? "", wrong[0]?.channel ?? "voice")[0],
        ]),
    ).toEqual([]);
    expect(broken.filter(({ count }) => count < 5)).toEqual([]);
    const total = broken.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBeGreaterThanOrEqual(200);
  });

  it.each([
    [
      "Latin-1",
      (text: string) => Buffer.from(text.replace("words", "Désolé"), "latin1"),
    ],
    ["UTF-16", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    [
      "another encoding declared",
      (text: string) => text.replace("UTF-8", "ISO-8859-1"),
    ],
    ["XML 1.1", (text: string) => text.replace('"1.0"', '"1.1"')],
    ["a blank line first", (text: string) => `\n${text}`],
  ])("refuses every document in %s", (_, spoil) => {
    const texts = SPREAD.filter(({ text }) => text.includes("words"));
    expect(texts.length).toBeGreaterThan(50);
    for (const { channel, text } of texts)
      expect(faultsOf(spoil(text), channel)).toHaveLength(1);
  });
});
