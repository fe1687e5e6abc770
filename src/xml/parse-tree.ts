import { SaxesParser } from "saxes";

/** An element of a parsed document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements and texts in document order; CDATA is text. */
  readonly children: readonly (XmlElement | string)[];
  /** Where its start tag ends, counted from 1. */
  readonly line: number;
}

/** Why a document is not what it should be, and on which line. */
export interface DocumentFault {
  readonly line: number;
  readonly reason: string;
}

/**
 * Parses a whole document, strictly and without regard to namespaces. For tools at rest (the
 * build, the emulator): a Function that relays a document does not build a tree of it.
 */
export function parseXml(text: string): XmlElement | DocumentFault {
  const parser = new SaxesParser({ xmlns: false as const, position: true });
  const document: Open = { name: "", attributes: {}, children: [], line: 0 };
  const open: Open[] = [document];
  let fault: DocumentFault | undefined;

  const append = (child: XmlElement | string): void => {
    open.at(-1)?.children.push(child);
  };
  parser.on("error", (error) => {
    fault ??= { line: parser.line, reason: reasonOf(error) };
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes, children: [], line: parser.line };
    append(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", append);
  parser.on("cdata", append);

  parser.write(text).close();
  if (fault) return fault;
  const root = document.children.find((child) => typeof child !== "string");
  return root ?? { line: 1, reason: "there is no element" };
}

interface Open extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** saxes writes `line:column: reason`. */
function reasonOf(error: Error): string {
  return error.message.replace(/^\d+:\d+: /, "");
}
