import {
  parseXml,
  type DocumentFault,
  type Place,
  type XmlElement,
} from "../../xml/parse-tree";
import type { TwimlChannel } from "../check-twiml";
import { checkValue } from "./check-value";
import { closestName } from "./closest-name";
import { decodeDocument } from "./decode-document";
import { TWIML_SCHEMA, type ChannelSchema, type ElementUse } from "./schema";

/** A fault of a document; a warning is something that Twilio may take all the same. */
export interface TwimlFault extends DocumentFault {
  readonly isWarning: boolean;
}

/** A document as Twilio would read it, with all that is wrong with it. */
export interface CheckedDocument {
  readonly faults: readonly TwimlFault[];
  /** Null where it could not be read. */
  readonly root: XmlElement | null;
}

/** @see https://www.twilio.com/docs/messaging/twiml/message */
const MAX_MESSAGE_LENGTH = 1600;
/** Of `<Message>`, the only nouns that Twilio needs no text beside. */
const MEDIA = "Media";

/**
 * Checks a document of our own words as strictly as Twilio's own types describe TwiML: what only
 * earns a warning from Twilio would still not be what its author meant.
 */
export function checkDocument(
  bytes: Buffer,
  channel: TwimlChannel,
): CheckedDocument {
  const text = decodeDocument(bytes);
  if (typeof text !== "string") return unreadable(text);
  const root = parseXml(text);
  if ("reason" in root) return unreadable(root);
  if (root.name !== "Response") {
    const reason = `the root is <${root.name}>: write <Response>`;
    return unreadable(faultAt(root, reason));
  }
  const schema = TWIML_SCHEMA[channel];
  const use: ElementUse = {
    type: schema.root,
    attributes: null,
    hasText: false,
  };
  return { root, faults: checkElement(root, use, { schema, channel }) };
}

interface Grammar {
  readonly schema: ChannelSchema;
  readonly channel: TwimlChannel;
}

function checkElement(
  element: XmlElement,
  use: ElementUse,
  grammar: Grammar,
): TwimlFault[] {
  const allowed = grammar.schema.elements[use.type] ?? {};
  return [
    ...checkAttributes(element, use, grammar.schema),
    ...element.children.flatMap((child) => {
      if (typeof child === "string") {
        const isMisplaced = !use.hasText && child.trim() !== "";
        return isMisplaced ? [misplacedText(element, child)] : [];
      }
      const childUse = allowed[child.name];
      return childUse === undefined
        ? [misplacedElement(child, element, allowed, grammar)]
        : checkElement(child, childUse, grammar);
    }),
    ...checkContent(element),
  ];
}

function checkAttributes(
  element: XmlElement,
  use: ElementUse,
  schema: ChannelSchema,
): TwimlFault[] {
  const known = schema.attributes[use.attributes ?? ""] ?? {};
  return Object.entries(element.attributes).flatMap(([name, value]) => {
    const place = element.attributePlaces[name] ?? element;
    const type = known[name] ?? known["*"];
    if (type === undefined)
      return [
        faultAt(
          place,
          unknownAttribute(element.name, name, Object.keys(known)),
        ),
      ];
    const fault = checkValue(name, value, type, schema.values);
    return fault === null ? [] : [{ ...placeOf(place), ...fault }];
  });
}

function unknownAttribute(
  element: string,
  name: string,
  known: readonly string[],
): string {
  const meant = closestName(name, known);
  if (meant !== null) return `${name}: did you mean ${meant}?`;
  return known.length === 0
    ? `<${element}> takes no attributes: leave out ${name}`
    : `<${element}> has no attribute ${name}: write one of ${known.join(", ")}`;
}

function misplacedElement(
  element: XmlElement,
  parent: XmlElement,
  allowed: Readonly<Record<string, ElementUse>>,
  { schema, channel }: Grammar,
): TwimlFault {
  const { name } = element;
  const names = Object.keys(allowed);
  const meant = closestName(name, names);
  if (meant !== null)
    return faultAt(element, `<${name}>: did you mean <${meant}>?`);
  const belongs = Object.entries(schema.elements)
    .filter(([, children]) => name in children)
    .map(([type]) => (type === schema.root ? "Response" : type));
  const where = `<${name}> cannot stand in <${parent.name}>`;
  if (belongs.length > 0)
    return faultAt(element, `${where}: put it in <${belongs.join(">, <")}>`);
  return faultAt(
    element,
    names.length === 0
      ? `${where}: nothing can`
      : `${where} of a ${channel} document: write one of ${names.join(", ")}`,
  );
}

function misplacedText(element: XmlElement, text: string): TwimlFault {
  const shown = text.trim().replace(/\s+/g, " ").slice(0, 40);
  return faultAt(
    element,
    `<${element.name}> takes no text: put "${shown}" into an element that does`,
  );
}

function checkContent(element: XmlElement): TwimlFault[] {
  switch (element.name) {
    case "Dial":
      return isBlank(element)
        ? [faultAt(element, "<Dial> is empty: write whom to call")]
        : [];
    case "Message":
    case "Sms":
      return checkMessage(element);
    default:
      return [];
  }
}

function checkMessage(element: XmlElement): TwimlFault[] {
  const text = textOf(element).trim();
  const hasMedia = element.children.some(
    (child) => typeof child !== "string" && child.name === MEDIA,
  );
  if (text === "" && !hasMedia)
    return [faultAt(element, `<${element.name}> is empty: write what to send`)];
  return text.length > MAX_MESSAGE_LENGTH
    ? [
        faultAt(
          element,
          `the message has ${text.length} characters; Twilio sends ${MAX_MESSAGE_LENGTH}: make it shorter`,
        ),
      ]
    : [];
}

/** The text that is sent, without the URLs of media. */
function textOf({ children }: XmlElement): string {
  return children
    .map((child) => {
      if (typeof child === "string") return child;
      return child.name === MEDIA ? "" : textOf(child);
    })
    .join("");
}

function isBlank({ children }: XmlElement): boolean {
  return children.every(
    (child) => typeof child === "string" && child.trim() === "",
  );
}

function unreadable(fault: DocumentFault): CheckedDocument {
  return { faults: [{ ...fault, isWarning: false }], root: null };
}

function faultAt(place: Place, reason: string): TwimlFault {
  return { ...placeOf(place), reason, isWarning: false };
}

function placeOf({ line, column }: Place): Place {
  return { line, column };
}
