import { SaxesParser } from "saxes";

/** A place in a text, counted from 1; a column counts UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** An element of a parsed document. */
export interface XmlElement extends Place {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where each attribute begins, by its name. */
  readonly attributePlaces: Readonly<Record<string, Place>>;
  /** Elements and texts in document order; CDATA is text. */
  readonly children: readonly (XmlElement | string)[];
}

/** Why a document is not what it should be, and where. */
export interface DocumentFault extends Place {
  readonly reason: string;
}

/**
 * Parses a whole document, strictly and without regard to namespaces. For the build and the
 * emulator: a Function that relays a document does not build a tree of it.
 */
export function parseXml(text: string): XmlElement | DocumentFault {
  const parser = new SaxesParser({ xmlns: false as const, position: true });
  const placeAt = placesIn(text);
  const document: Open = { ...open("", placeAt(0)) };
  const stack: Open[] = [document];
  let fault: DocumentFault | undefined;
  let next = open("", placeAt(0));
  let lastEnd = 0;
  let lastClosed: Open | undefined;

  const append = (child: XmlElement | string): void => {
    stack.at(-1)?.children.push(child);
  };
  parser.on("error", (error) => {
    const unclosed = unclosedElement(error.message, stack, lastClosed);
    fault ??=
      unclosed === undefined
        ? {
            ...placeAt(Math.max(parser.position - 1, 0)),
            reason: reasonOf(error),
          }
        : faultOfUnclosed(unclosed);
  });
  parser.on("opentagstart", ({ name }) => {
    lastEnd = parser.position - 1;
    next = open(name, placeAt(text.lastIndexOf("<", lastEnd)));
  });
  parser.on("attribute", ({ name }) => {
    const begin = text.indexOf(name, lastEnd);
    next.attributePlaces[name] = placeAt(begin);
    lastEnd = parser.position;
  });
  parser.on("opentag", ({ attributes }) => {
    const element = { ...next, attributes };
    append(element);
    stack.push(element);
  });
  parser.on("closetag", () => (lastClosed = stack.pop()));
  parser.on("text", append);
  parser.on("cdata", append);

  parser.write(text).close();
  if (fault) return fault;
  const root = document.children.find((child) => typeof child !== "string");
  return root ?? { line: 1, column: 1, reason: "there is no element" };
}

interface Open extends XmlElement {
  readonly attributePlaces: Record<string, Place>;
  readonly children: (XmlElement | string)[];
}

function open(name: string, place: Place): Open {
  return { name, ...place, attributes: {}, attributePlaces: {}, children: [] };
}

/**
 * The element that an error of saxes means by its being open still. It tells of it at the end of
 * an outer one, when it has just closed the inner one itself, or at the end of the document.
 */
function unclosedElement(
  message: string,
  stack: readonly Open[],
  lastClosed: Open | undefined,
): Open | undefined {
  if (message.includes("unexpected close tag")) return lastClosed;
  return message.includes("unclosed tag") ? stack.at(-1) : undefined;
}

function faultOfUnclosed({ name, line, column }: XmlElement): DocumentFault {
  return { line, column, reason: `<${name}> is not closed: write </${name}>` };
}

/** Tells the place of each index of a text. */
export function placesIn(text: string): (index: number) => Place {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return (index) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: index - (starts[low] ?? 0) + 1 };
  };
}

/** saxes writes `line:column: reason`. */
function reasonOf(error: Error): string {
  return error.message.replace(/^\d+:\d+: /, "");
}
