import type { XmlDocument, XmlNode } from "./parse-nodes";

/** Writes a document so that every XML parser reads the same nodes again. */
export function writeXml({ declaration, nodes }: XmlDocument): string {
  return declaration + nodes.map(writeNode).join("");
}

function writeNode(
  node: XmlNode,
  index: number,
  nodes: readonly XmlNode[],
): string {
  switch (node.type) {
    case "open": {
      const attributes = node.attributes
        .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
        .join("");
      const isEmpty = nodes[index + 1]?.type === "close";
      return `<${node.name}${attributes}${isEmpty ? "/>" : ">"}`;
    }
    case "close":
      return nodes[index - 1]?.type === "open" ? "" : `</${node.name}>`;
    case "cdata":
      return `<![CDATA[${node.text}]]>`;
    case "text":
      return escapeText(node.text);
  }
}

/** A literal carriage return would be read as a line feed, and `]]>` may not stand in text. */
function escapeText(text: string): string {
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
