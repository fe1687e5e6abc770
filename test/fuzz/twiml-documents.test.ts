import fc from "fast-check";
import type { XmlNode } from "../../src/xml/parse-nodes";
import { writeNodes } from "../../src/xml/write-nodes";
import { fuzz } from "../support/arbitraries/fuzz";
import { mutated } from "../support/arbitraries/mutated";
import { readXml } from "../support/samples/read-xml";
import { readDocument, rebaseText } from "../support/samples/rebase-text";
import { contextOf } from "../support/samples/rebase-context";
import { relativeUrls } from "../support/arbitraries/relative-urls";
import { anyTwiml } from "../support/arbitraries/twiml-arbitrary";

const document = fc.oneof(
  { weight: 1, arbitrary: anyTwiml },
  { weight: 4, arbitrary: mutated(anyTwiml) },
);

/** What a parser of our test's own says; null where it refuses. */
const readAlone = (text: string): string[] | null => {
  try {
    return readXml(text.replace(/\r\n?/g, "\n"));
  } catch {
    return null;
  }
};

/** The nodes in the form of `readXml`. */
const eventsOf = (nodes: readonly XmlNode[]): string[] => {
  const events: string[] = [];
  let characters = "";
  for (const node of [...nodes, null]) {
    if (node !== null && "text" in node) {
      characters += node.text;
      continue;
    }
    if (characters !== "") events.push(`text ${JSON.stringify(characters)}`);
    characters = "";
    if (node?.type === "close") events.push(`close ${node.name}`);
    if (node?.type !== "open") continue;
    const sorted = node.attributes.toSorted(([a], [b]) => (a < b ? -1 : 1));
    events.push(`open ${node.name} ${JSON.stringify(sorted)}`);
  }
  return events;
};

/** What is refused although a parser may take it. */
const isRefusedBeyond = (text: string): boolean =>
  !text.isWellFormed() ||
  /^\uFEFF|<!DOCTYPE|version\s*=\s*["'](?!1\.0["'])|<\?[^\s?]*\?[^>]/u.test(
    text,
  );

describe("whatever the document", () => {
  fuzz(
    "it is read as another parser reads it, or refused as that one refuses it",
    3000,
    document,
    (text) => {
      const ours = readDocument(text);
      const alone = readAlone(text);
      if (ours === null) {
        if (!isRefusedBeyond(text)) expect(alone).toBeNull();
        return;
      }
      expect(text.isWellFormed() && !text.startsWith("\uFEFF")).toBe(true);
      expect(eventsOf(ours.nodes)).toEqual(alone);
      const written = writeNodes(ours.declaration, ours.nodes, Infinity) ?? "";
      expect(readXml(written)).toEqual(alone);
      expect(readDocument(written)?.nodes).toEqual(ours.nodes);
    },
  );

  fuzz(
    "what is relayed has no relative URL, and rebased again it is the same",
    2000,
    fc.tuple(
      document,
      fc.constantFrom(
        contextOf({}),
        contextOf({ backups: ["http://ann:p%40@dr.example.com:8080/app"] }),
        contextOf({ documentUrl: "https://other.example.org/x/y?z" }),
        contextOf({ isRetry: true }),
      ),
    ),
    ([text, context]) => {
      const rebased = rebaseText(text, context);
      if (rebased.result !== "twiml") return;
      expect(relativeUrls(rebased.text)).toEqual([]);
      expect(rebaseText(rebased.text, context)).toEqual(rebased);
    },
  );
});
