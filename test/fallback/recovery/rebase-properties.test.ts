import * as fc from "fast-check";
import { judgeAnswer } from "../../../src/fallback/recovery/judge-answer";
import { rebaseTwiml } from "../../../src/fallback/recovery/rebase-twiml";
import type { RebaseContext } from "../../../src/fallback/recovery/rebase-url";
import { rebaseText } from "../../support/samples/rebase-text";
import { contextOf } from "../../support/samples/rebase-context";
import { readXml } from "../../support/samples/read-xml";
import {
  anyTwiml,
  foreignTwiml,
} from "../../support/arbitraries/twiml-arbitrary";

const WHOLE_TIME_LIMIT_MS = 1000;

const context: fc.Arbitrary<RebaseContext> = fc
  .record({
    errorUrl: fc.constantFrom(
      "https://www.example.com/voice",
      "http://joe:me@www.example.com/a/b?c=d",
    ),
    backups: fc.constantFrom(
      ["https://dr.example.com"],
      ["http://ann:p%40@dr.example.com:8080/app"],
      ["https://www.example.com/app"],
    ),
    redirected: fc.constantFrom(undefined, "https://other.example.org/x/y"),
    isRetry: fc.boolean(),
  })
  .map(({ redirected, ...rest }) =>
    contextOf(redirected ? { ...rest, documentUrl: redirected } : rest),
  );

function rebased(text: string, context: RebaseContext): string {
  const judged = rebaseText(text, context);
  if (judged.result !== "twiml") throw new Error(`${judged.result}: ${text}`);
  return judged.text;
}

test("what comes out is well-formed, with the same elements and attributes", () => {
  const skeleton = (text: string): string[] =>
    readXml(text)
      .filter((event) => !event.startsWith("text"))
      .map((event) =>
        event.startsWith("open") ? event.replace(/ \[.*/s, "") : event,
      );
  fc.assert(
    fc.property(anyTwiml, context, (text, context) => {
      expect(skeleton(rebased(text, context))).toEqual(skeleton(text));
    }),
  );
});

test("rebasing twice is rebasing once", () => {
  fc.assert(
    fc.property(anyTwiml, context, (text, context) => {
      const once = rebased(text, context);
      expect(rebased(once, context)).toBe(once);
    }),
    { numRuns: 300 },
  );
});

test("a document whose URLs all lead elsewhere comes out the same", () => {
  fc.assert(
    fc.property(foreignTwiml, context, (text, context) => {
      expect(readXml(rebased(text, context))).toEqual(readXml(text));
    }),
  );
});

test("no rewritten URL is relative, and none leads to the failed origin", () => {
  const context = contextOf({ backups: ["https://dr.example.com/app"] });
  fc.assert(
    fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
      for (const base of ["", "https://www.example.com", "//www.example.com"]) {
        const url = `${base}/x${path}?${query}`.replaceAll("&", "&amp;");
        expect(
          rebased(`<Response><Dial url="${url}"/></Response>`, context),
        ).toContain(`url="https://dr.example.com/app/`);
      }
    }),
  );
});

test("a document cut at any byte is not-twiml", () => {
  fc.assert(
    fc.property(anyTwiml, fc.nat(), (text, at) => {
      const bytes = Buffer.from(text);
      const cut = bytes.subarray(0, at % bytes.length);
      expect(judgeAnswer("voice", 200, {}, cut).result).toBe("not-twiml");
    }),
  );
});

test("whatever the text, the result is a value", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.string()),
      anyTwiml,
      fc.nat(),
      (noise, text, at) => {
        const place = at % text.length;
        const mixed = text.slice(0, place) + noise + text.slice(place);
        for (const input of [noise, mixed]) {
          expect(["twiml", "not-twiml"]).toContain(
            rebaseText(input, contextOf({})).result,
          );
        }
      },
    ),
  );
});

describe("takes linear time for", () => {
  const BYTES = 65_000;
  const fill = (unit: string): string =>
    unit.repeat(Math.floor(BYTES / unit.length));
  const attributes = Array.from({ length: 7000 }, (_, i) => ` a${i}=""`).join(
    "",
  );

  test.each([
    [
      "9,000 levels",
      `<Response>${"<a>".repeat(9000)}${"</a>".repeat(9000)}</Response>`,
    ],
    ["thousands of attributes", `<Response><a${attributes}/></Response>`],
    [
      "references",
      `<Response a="${fill("&#9;").slice(32_500)}">${fill("&lt;").slice(32_500)}</Response>`,
    ],
    [
      "comments in a text",
      `<Response><Redirect>/x${fill("<!---->y")}</Redirect></Response>`,
    ],
    [
      "CDATA in a text",
      `<Response><Redirect>/x${fill("<![CDATA[y]]>")}</Redirect></Response>`,
    ],
    [
      "white space in a URL",
      `<Response><Redirect>/x${fill(" ")}y</Redirect></Response>`,
    ],
    [
      "dot segments in a URL",
      `<Response><Redirect>${fill("../")}</Redirect></Response>`,
    ],
    [
      "slashes in a URL",
      `<Response><Redirect>${fill("/")}x</Redirect></Response>`,
    ],
    ["URLs", `<Response>${fill(`<a url="x"/>`)}</Response>`],
    [
      "elements that ask this document",
      `<Response>${fill("<Record/>")}</Response>`,
    ],
    [
      "nested URL elements",
      `<Response>${"<Play>".repeat(4900)}${"</Play>".repeat(4900)}</Response>`,
    ],
    ["closing brackets", `<Response><a>${fill("]]")}</a></Response>`],
    [
      "an instruction of question marks",
      `<Response><?a ${fill("?")}?></Response>`,
    ],
    ["many instructions", `<Response>${fill("<?a ?b?>")}</Response>`],
    ["a document type of spaces", `<!DOCTYPE a${fill(" ")}b><Response/>`],
    ["tags that nothing opened", fill("</a>")],
    ["broken markup", `<Response>${fill("<!E")}`],
    ["a broken declaration", `<?xml ${fill("encoding ")}`],
    ["an entity without end", `<Response>&${fill("a")}`],
  ])("%s", (_, text) => {
    const start = performance.now();
    const judged = judgeAnswer("voice", 200, {}, Buffer.from(text));
    if (judged.result === "twiml") rebaseTwiml(judged.document, contextOf({}));
    expect(performance.now() - start).toBeLessThan(WHOLE_TIME_LIMIT_MS);
  });
});
