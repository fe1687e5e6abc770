import { parseXml, type XmlElement } from "../../../src/xml/parse-tree";
import { URL_ATTRIBUTES } from "./url-attributes";

/**
 * The URLs of a TwiML document that mean something else where it is relayed: the relative ones,
 * and "this document". Throws where it is none.
 */
export function relativeUrls(twiml: string): string[] {
  const root = parseXml(twiml);
  if ("reason" in root) throw new Error(`${root.reason}: ${twiml}`);
  expect(root.name).toBe("Response");
  return [...elements(root)].flatMap((element) => {
    const { name, attributes, children } = element;
    const isUrl = ["Redirect", "Play", "Media"].includes(name);
    const texts = children.filter((child) => typeof child === "string");
    const asksItself =
      ("action" in attributes
        ? attributes["action"].trim() === ""
        : ["Gather", "Record"].includes(name)) ||
      (name === "Redirect" && children.every((child) => child === ""));
    const urls = [
      ...URL_ATTRIBUTES.map((attribute) => attributes[attribute] ?? ""),
      ...(isUrl && texts.length === children.length ? [texts.join("")] : []),
    ];
    return [...(asksItself ? [`<${name}>`] : []), ...urls.filter(isRelative)];
  });
}

function* elements(root: XmlElement): Iterable<XmlElement> {
  const waiting = [root];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    yield one;
    waiting.push(...one.children.filter((child) => typeof child !== "string"));
  }
}

/** Blank is none, and what no URL parser takes is left as it is. */
function isRelative(url: string): boolean {
  return (
    url.trim() !== "" &&
    !/^[a-z][a-z0-9+.-]*:/i.test(url.trim().replace(/[\t\r\n]/g, "")) &&
    URL.canParse(url.trim(), "http://x/")
  );
}
