import type { Place, XmlElement } from "../../xml/parse-tree";

/** A URL in a document: where Twilio goes, or what it fetches. */
export interface Way {
  readonly element: string;
  /** Null where the URL is the element's text. */
  readonly attribute: string | null;
  /** As written, trimmed; empty where Twilio takes the document's own URL. */
  readonly url: string;
  /** `document`: TwiML, which goes on from there. `file`: anything else. */
  readonly leadsTo: "document" | "file";
  readonly method: string;
  /** The attribute that sets the method; null where there is none to set. */
  readonly methodAttribute: string | null;
  readonly place: Place;
}

/** The elements whose text is a URL, and what Twilio finds there. */
const URL_TEXTS: Readonly<Record<string, Way["leadsTo"]>> = {
  Redirect: "document",
  Play: "file",
  Media: "file",
};

/** The attributes that lead to TwiML, each with that of its method. */
const DOCUMENT_ATTRIBUTES: Readonly<Record<string, string>> = {
  action: "method",
  url: "method",
  waitUrl: "waitUrlMethod",
  referUrl: "referMethod",
};
/** A conference names the method of its `waitUrl` in its own way. */
const CONFERENCE_WAIT_METHOD = "waitMethod";

/** The elements whose `action` is told what became of a message, and answers nothing. */
const REPORTED = new Set(["Message", "Sms"]);
/** The elements that ask their own document again where they have no `action`. */
const SELF_ASKING = new Set(["Gather", "Record"]);
/** The elements whose `url` is a WebSocket. */
const SOCKETS = new Set(["Stream", "ConversationRelay"]);
const CALLBACK = /Callback(Url)?$/;
const DEFAULT_METHOD = "POST";

/** The ways that lead out of a document or back into it, in the order of its text. */
export function findWays(element: XmlElement): Way[] {
  return [
    ...waysOfAttributes(element),
    ...wayOfText(element),
    ...element.children.flatMap((child) =>
      typeof child === "string" ? [] : findWays(child),
    ),
  ];
}

function wayOfText(element: XmlElement): Way[] {
  const leadsTo = URL_TEXTS[element.name];
  if (leadsTo === undefined) return [];
  const url = element.children
    .filter((child) => typeof child === "string")
    .join("")
    .trim();
  // An empty <Play> plays digits or nothing.
  if (url === "" && leadsTo === "file") return [];
  return [
    {
      element: element.name,
      attribute: null,
      url,
      leadsTo,
      method: element.attributes["method"] ?? DEFAULT_METHOD,
      methodAttribute: "method",
      place: element,
    },
  ];
}

function waysOfAttributes(element: XmlElement): Way[] {
  const { name, attributes } = element;
  const written = Object.entries(attributes).flatMap(([attribute, value]) =>
    wayOfAttribute(element, attribute, value.trim()),
  );
  if (!SELF_ASKING.has(name) || "action" in attributes) return written;
  return [...written, ...wayOfAttribute(element, "action", "")];
}

function wayOfAttribute(
  element: XmlElement,
  attribute: string,
  url: string,
): Way[] {
  const { name, attributes, attributePlaces } = element;
  if (SOCKETS.has(name) && attribute === "url") return [];
  const methodAttribute = methodAttributeOf(name, attribute);
  const isDocument = methodAttribute !== null && !REPORTED.has(name);
  if (!isDocument && !CALLBACK.test(attribute) && attribute !== "action")
    return [];
  // An empty waitUrl is silence; an empty callback is none.
  if (url === "" && attribute !== "action") return [];
  return [
    {
      element: name,
      attribute,
      url,
      leadsTo: isDocument ? "document" : "file",
      method: attributes[methodAttribute ?? ""] ?? DEFAULT_METHOD,
      methodAttribute,
      place: attributePlaces[attribute] ?? element,
    },
  ];
}

function methodAttributeOf(element: string, attribute: string): string | null {
  if (element === "Conference" && attribute === "waitUrl")
    return CONFERENCE_WAIT_METHOD;
  return DOCUMENT_ATTRIBUTES[attribute] ?? null;
}
