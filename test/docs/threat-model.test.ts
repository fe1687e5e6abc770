import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** The section whose points say what nothing prevents. */
const LIMITS = "What nothing here prevents";

interface Reference {
  readonly file: string;
  readonly title: string;
}

/** A point of a list, with the heading it stands under. */
interface Point {
  readonly heading: string;
  readonly text: string;
}

/** The links to tests, each with the test's title for its own. */
function referencesIn(document: string, text: string): Reference[] {
  return [...text.matchAll(/\]\((\S+\.test\.ts) "([^"]*)"\)/g)].map(
    ([, file = "", title = ""]) => ({
      file: join(dirname(document), file),
      title,
    }),
  );
}

function pointsOf(document: string): Point[] {
  return readFileSync(document, "utf8")
    .split(/^#+ /m)
    .flatMap((section) => {
      const [heading = "", ...lines] = section.split("\n");
      const text = lines
        .join("\n")
        .split(/\n\n(?!-)/)
        .join("\n");
      return text
        .split(/^- /m)
        .slice(1)
        .map((point) => ({ heading, text: point }));
    });
}

/** The titles of a file's tests, as they are written. */
function titlesIn(file: string): string[] {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(it|test)\b/.test(node.getText())) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

const THREATS = "docs/threat-model.md";
const claims = pointsOf(THREATS).filter(({ heading }) => heading !== LIMITS);

describe("the threat model", () => {
  it("makes claims, and says what nothing prevents", () => {
    expect(claims.length).toBeGreaterThan(25);
    expect(pointsOf(THREATS).length).toBeGreaterThan(claims.length);
  });

  it.each(claims)("has a test for: $text", ({ text }) => {
    expect(referencesIn(THREATS, text)).not.toEqual([]);
  });
});

describe.each([THREATS, "SECURITY.md"])("%s", (document) => {
  const references = referencesIn(document, readFileSync(document, "utf8"));

  it.each(references)(
    "points to a test that is there: $file $title",
    ({ file, title }) => {
      expect(titlesIn(file)).toContain(title);
    },
  );

  it("points to tests by their titles alone", () => {
    const links = readFileSync(document, "utf8").match(/\.test\.ts/g) ?? [];
    expect(links).toHaveLength(references.length);
  });
});
