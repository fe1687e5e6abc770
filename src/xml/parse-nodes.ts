import { SaxesParser } from "saxes";

/** An element's start: its name as written, prefix and all, and its attributes in order. */
export interface XmlOpen {
  readonly type: "open";
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

/** A piece of a document; two texts never follow each other. */
export type XmlNode =
  | XmlOpen
  | { readonly type: "text" | "cdata"; readonly text: string }
  | { readonly type: "close"; readonly name: string };

/** What a document says, without comments, processing instructions and document type. */
export interface XmlDocument {
  /** The XML declaration in UTF-8, "" where the document has none. */
  readonly declaration: string;
  /** The name of the root element. */
  readonly root: string;
  readonly nodes: readonly XmlNode[];
}

/** Why a text is no document, in a few words that hold nothing of it. */
export interface XmlFault {
  readonly fault: string;
}

/**
 * Reads a well-formed XML 1.0 document without regard to namespaces. A fault is anything else,
 * an internal DTD subset, and an entity that is not one of XML's five. Takes linear time, however
 * deep or wide the document is.
 *
 * @param text - The decoded document, without a byte order mark.
 */
export function parseNodes(text: string): XmlDocument | XmlFault {
  // The parser would skip a second byte order mark, and does not look for lone surrogates.
  if (text.startsWith("\uFEFF")) return { fault: "two byte order marks" };
  if (!text.isWellFormed()) return { fault: "half a surrogate pair" };
  const lines = text.replace(/\r\n?/g, "\n");
  let declaration = "";
  let depth = 0;
  let fault = "";
  const nodes: XmlNode[] = [];
  const parser = new SaxesParser({ xmlns: false, position: false });
  const refuse = (why: string): void => {
    fault = why;
    parser.fail(why);
  };

  parser.on("xmldecl", ({ version, encoding }) => {
    if (version !== "1.0") refuse("not XML 1.0");
    declaration = `<?xml version="1.0"${encoding === undefined ? "" : ' encoding="UTF-8"'}?>`;
  });
  parser.on("doctype", (doctype) => {
    if (!isBareDoctype(doctype)) refuse("a document type of its own");
  });
  parser.on("processinginstruction", ({ target, body }) => {
    // The parser takes a target that a question mark ends, as in `<?target?body?>`.
    const raw = `<?${target}${body}?>`;
    if (body !== "" && lines.endsWith(raw, parser.position)) {
      refuse("");
    }
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    nodes.push({ type: "open", name, attributes: Object.entries(attributes) });
  });
  parser.on("text", (text) => {
    if (depth === 0) return;
    const last = nodes.at(-1);
    // A comment may have stood between two texts.
    const before = last?.type === "text" ? last.text : "";
    if (last?.type === "text") nodes.pop();
    nodes.push({ type: "text", text: before + text });
  });
  parser.on("cdata", (text) => nodes.push({ type: "cdata", text }));
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    nodes.push({ type: "close", name });
  });

  try {
    // Without an error handler, the parser throws at the first thing that is not well-formed.
    parser.write(lines).close();
  } catch {
    const place = placeIn(lines, parser.position);
    return { fault: fault || `not well-formed at ${place}` };
  }
  const [root] = nodes;
  return root?.type === "open"
    ? { declaration, root: root.name, nodes }
    : { fault: "no element" };
}

/** The line and the column, counted from 1, as `3:14`. */
function placeIn(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  return `${before.length}:${Math.max(1, before.at(-1)?.length ?? 0)}`;
}

/** https://www.w3.org/TR/xml/#NT-doctypedecl behind its keyword, without an internal subset. */
function isBareDoctype(text: string): boolean {
  const space = "[ \\t\\n]+";
  const name = String.raw`[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*`;
  const publicId = String.raw`(?:"[\w \n'()+,./:=?;!*#@$%-]*"|'[\w \n()+,./:=?;!*#@$%-]*')`;
  const systemId = `(?:"[^"]*"|'[^']*')`;
  const externalId = `(?:SYSTEM|PUBLIC${space}${publicId})${space}${systemId}`;
  return new RegExp(
    `^${space}${name}(?:${space}${externalId})?(?:${space})?$`,
    "u",
  ).test(text);
}
