import { checkDocument } from "../../twilio/twiml/check-document";
import { decodeDocument } from "../../twilio/twiml/decode-document";
import type { TwimlChannel } from "../../twilio/check-twiml";
import { verbsOf } from "../../twilio/twiml/schema";
import { parseXml, type XmlElement } from "../../xml/parse-tree";
import { findErrorDocuments } from "./error-document";
import { walkDocuments, type Assets, type FileFault } from "./walk-documents";

/**
 * Checks every XML document of `assets/` as Twilio would read it: the error documents and all that
 * they lead to for their channel, a document that nothing leads to for the channel of its verbs, and XML that is no TwiML for being XML.
 */
export function checkWords(assets: Assets): FileFault[] {
  const missing = ["voice-error.xml", "messaging-error.xml"]
    .filter((path) => !assets.has(path))
    .map((path) => ({
      path,
      line: 1,
      column: 1,
      reason: "it is missing or unreadable",
      isWarning: false,
    }));
  const walks = findErrorDocuments(assets.keys()).map(({ path, channel }) =>
    walkDocuments(path, channel, assets),
  );
  const reached = new Set(walks.flatMap((walk) => [...walk.reached]));
  const others = [...assets]
    .filter(([path]) => path.endsWith(".xml") && !reached.has(path))
    .flatMap(([path, bytes]) => checkOther(path, bytes));
  return distinct([
    ...missing,
    ...walks.flatMap(({ faults }) => faults),
    ...others,
  ]);
}

function checkOther(path: string, bytes: Buffer): FileFault[] {
  const text = decodeDocument(bytes);
  const read = typeof text === "string" ? parseXml(text) : text;
  if ("reason" in read) return [{ ...read, path, isWarning: false }];
  if (read.name !== "Response") return [];
  const channel = guessChannel(read);
  const { faults } = checkDocument(bytes, channel);
  return faults.map((fault) => ({ ...fault, path }));
}

/** Messaging where a verb of it stands that a call does not know; else voice. */
function guessChannel({ children }: XmlElement): TwimlChannel {
  const voice = verbsOf("voice");
  const isMessaging = verbsOf("messaging")
    .filter((verb) => !voice.includes(verb))
    .some((verb) =>
      children.some(
        (child) => typeof child !== "string" && child.name === verb,
      ),
    );
  return isMessaging ? "messaging" : "voice";
}

/** Several ways lead to one document. */
function distinct(faults: readonly FileFault[]): FileFault[] {
  const byText = new Map(faults.map((fault) => [describeFault(fault), fault]));
  return [...byText.values()];
}

/** One line for a person: `assets/voice-error.xml:3:7: an & stands alone: write &amp;`. */
export function describeFault(fault: FileFault): string {
  const { path, line, column, reason, isWarning } = fault;
  return `assets/${path}:${line}:${column}: ${isWarning ? "warning: " : ""}${reason}`;
}
