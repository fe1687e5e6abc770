import type { XmlElement } from "../../xml/parse-tree";

/** The elements in an element, without its text. */
export function elements({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== "string");
}

/** All text in an element, with single spaces. */
export function textIn({ children }: XmlElement): string {
  return children
    .map((child) => (typeof child === "string" ? child : textIn(child)))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
