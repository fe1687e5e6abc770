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
import { expectLinear } from "../../support/laws/linear";

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
  const attributes = (bytes: number) =>
    Array.from({ length: bytes / 9 }, (_, i) => ` a${i}=""`).join("");
  /** So many bytes of a unit, one after the other. */
  type Fill = (unit: string, share?: number) => string;

  test.each<[string, (fill: Fill, bytes: number) => string]>([
    [
      "9,000 levels",
      (fill) =>
        `<Response>${fill("<a>", 3 / 7)}${fill("</a>", 4 / 7)}</Response>`,
    ],
    [
      "thousands of attributes",
      (_, bytes) => `<Response><a${attributes(bytes)}/></Response>`,
    ],
    [
      "references",
      (fill) =>
        `<Response a="${fill("&#9;", 0.5)}">${fill("&lt;", 0.5)}</Response>`,
    ],
    [
      "comments in a text",
      (fill) =>
        `<Response><Redirect>/x${fill("<!---->y")}</Redirect></Response>`,
    ],
    [
      "CDATA in a text",
      (fill) =>
        `<Response><Redirect>/x${fill("<![CDATA[y]]>")}</Redirect></Response>`,
    ],
    [
      "white space in a URL",
      (fill) => `<Response><Redirect>/x${fill(" ")}y</Redirect></Response>`,
    ],
    [
      "dot segments in a URL",
      (fill) => `<Response><Redirect>${fill("../")}</Redirect></Response>`,
    ],
    [
      "slashes in a URL",
      (fill) => `<Response><Redirect>${fill("/")}x</Redirect></Response>`,
    ],
    ["URLs", (fill) => `<Response>${fill(`<a url="x"/>`)}</Response>`],
    [
      "elements that ask this document",
      (fill) => `<Response>${fill("<Record/>")}</Response>`,
    ],
    [
      "nested URL elements",
      (fill) =>
        `<Response>${fill("<Play>", 6 / 13)}${fill("</Play>", 7 / 13)}</Response>`,
    ],
    ["closing brackets", (fill) => `<Response><a>${fill("]]")}</a></Response>`],
    [
      "an instruction of question marks",
      (fill) => `<Response><?a ${fill("?")}?></Response>`,
    ],
    ["many instructions", (fill) => `<Response>${fill("<?a ?b?>")}</Response>`],
    [
      "a document type of spaces",
      (fill) => `<!DOCTYPE a${fill(" ")}b><Response/>`,
    ],
    ["tags that nothing opened", (fill) => fill("</a>")],
    ["broken markup", (fill) => `<Response>${fill("<!E")}`],
    ["a broken declaration", (fill) => `<?xml ${fill("encoding ")}`],
    ["an entity without end", (fill) => `<Response>&${fill("a")}`],
  ])("%s", (_, write) => {
    expectLinear(BYTES, (bytes) => {
      const text = write(
        (unit, share = 1) =>
          unit.repeat(Math.floor((bytes * share) / unit.length)),
        bytes,
      );
      return () => {
        const judged = judgeAnswer("voice", 200, {}, Buffer.from(text));
        if (judged.result === "twiml")
          rebaseTwiml(judged.document, contextOf({}));
      };
    });
  });
});
