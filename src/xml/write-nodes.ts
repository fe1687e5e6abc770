import type { XmlNode, XmlOpen } from "./parse-nodes";

/**
 * Writes a document so that every XML parser reads the same nodes again; null as soon as it is
 * longer than allowed, with the nodes behind unread.
 */
export function writeNodes(
  declaration: string,
  nodes: Iterable<XmlNode>,
  maxBytes: number,
): string | null {
  const parts = [declaration];
  let bytes = Buffer.byteLength(declaration);
  let isInTag = false;
  for (const node of nodes) {
    const isEmpty = isInTag && node.type === "close";
    const part = isEmpty ? "/>" : (isInTag ? ">" : "") + writeNode(node);
    isInTag = node.type === "open";
    parts.push(part);
    bytes += Buffer.byteLength(part);
    if (bytes > maxBytes) return null;
  }
  return parts.join("");
}

/** A start tag without its end, which the next node tells. */
function writeNode(node: XmlNode): string {
  switch (node.type) {
    case "open":
      return `<${node.name}${writeAttributes(node)}`;
    case "close":
      return `</${node.name}>`;
    case "cdata":
      return `<![CDATA[${node.text}]]>`;
    case "text":
      return escapeText(node.text);
  }
}

function writeAttributes({ attributes }: XmlOpen): string {
  return attributes
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join("");
}

/** A literal carriage return would be read as a line feed, and `]]>` may not stand in text. */
export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("]]>", "]]&gt;")
    .replaceAll("\r", "&#13;");
}

/** Literal white space other than a space would be read as a space. */
function escapeAttribute(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}
