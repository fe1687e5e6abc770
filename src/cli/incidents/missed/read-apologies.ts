import { parseXml, type XmlElement } from "../../../xml/parse-tree";
import { findErrorDocuments } from "../../words/error-document";
import type { Assets } from "../../words/walk-documents";

/** The texts that senders of messages get where no backup answers, out of the error documents. */
export function readApologies(assets: Assets): Set<string> {
  const documents = findErrorDocuments(assets.keys()).filter(
    ({ channel }) => channel === "messaging",
  );
  return new Set(
    documents.flatMap(({ path }) => {
      const root = parseXml(assets.get(path)?.toString() ?? "");
      return "reason" in root ? [] : messagesIn(root);
    }),
  );
}

function messagesIn({ children }: XmlElement): string[] {
  return children
    .filter((child) => typeof child !== "string")
    .filter(({ name }) => name === "Message" || name === "Sms")
    .map((message) => textIn(message).trim());
}

function textIn({ children }: XmlElement): string {
  return children
    .map((child) => (typeof child === "string" ? child : textIn(child)))
    .join("");
}
