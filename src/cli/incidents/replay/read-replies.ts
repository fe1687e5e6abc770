import { parseXml, type XmlElement } from "../../../xml/parse-tree";

/** A message that an application's answer asks to send. */
export interface Reply {
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly media: readonly string[];
  /** Null where nobody wants to know what becomes of it. */
  readonly statusCallback: string | null;
}

/** What an answer asks to do. */
export type ReadReplies =
  | {
      readonly result: "replies";
      readonly replies: readonly Reply[];
      /** The document that follows; null where none does. */
      readonly redirect: {
        readonly url: URL;
        readonly method: "GET" | "POST";
      } | null;
    }
  | {
      /** Nothing of it can be carried out. */
      readonly result: "unusable";
      readonly reason: string;
    };

/** What of an answer is read. */
export interface Answer {
  /** That answered: relative URLs are resolved against it. */
  readonly url: URL;
  readonly contentType: string;
  readonly body: string;
}

/** @see https://www.twilio.com/docs/messaging/api/message-resource */
const MAX_BODY_LENGTH = 1600;
const MAX_MEDIA = 10;
const TWIML_TYPE = /^((text|application)\/(.+\+)?xml|text\/html)\s*(;|$)/i;

/**
 * Reads what Twilio would have sent for an application's answer to a message, whole and checked,
 * before anything of it is sent. Pure.
 *
 * @param parties - Who wrote to whom: a reply goes the other way unless it says otherwise.
 */
export function readReplies(
  { url, contentType, body }: Answer,
  parties: { readonly from: string; readonly to: string },
): ReadReplies {
  const base = { to: parties.from, from: parties.to };
  if (body.trim() === "") return done([]);
  if (/^text\/plain\s*(;|$)/i.test(contentType))
    return check([{ ...base, body, media: [], statusCallback: null }], null);
  if (!TWIML_TYPE.test(contentType))
    return unusable(`its content type is ${contentType || "missing"}`);
  const root = parseXml(body.replace(/^\uFEFF/, ""));
  if ("reason" in root) return unusable(`line ${root.line}: ${root.reason}`);
  if (root.name !== "Response") return unusable(`its root is <${root.name}>`);
  const replies: Reply[] = [];
  for (const verb of elements(root)) {
    if (verb.name === "Redirect") {
      const target = textIn(verb).trim();
      if (!URL.canParse(target, url.href))
        return unusable(`<Redirect> leads to ${target}, which is no URL`);
      const method = verb.attributes["method"] === "GET" ? "GET" : "POST";
      return check(replies, { url: new URL(target, url), method });
    }
    // Twilio passes over what it does not know.
    if (verb.name !== "Message" && verb.name !== "Sms") continue;
    replies.push(readMessage(verb, base, url));
  }
  return check(replies, null);
}

function readMessage(
  verb: XmlElement,
  { to, from }: Pick<Reply, "to" | "from">,
  url: URL,
): Reply {
  const { attributes } = verb;
  const bodies = elements(verb).filter(({ name }) => name === "Body");
  const media = elements(verb)
    .filter(({ name }) => name === "Media")
    .map((element) => absolute(textIn(element).trim(), url));
  const callback = attributes["statusCallback"] ?? attributes["action"] ?? "";
  return {
    to: attributes["to"] ?? to,
    from: attributes["from"] ?? from,
    body: (bodies.length > 0
      ? bodies.map(textIn).join("")
      : textIn(verb)
    ).trim(),
    media,
    statusCallback: callback === "" ? null : absolute(callback, url),
  };
}

function check(
  replies: readonly Reply[],
  redirect: Extract<ReadReplies, { result: "replies" }>["redirect"],
): ReadReplies {
  for (const { body, media } of replies) {
    if (body === "" && media.length === 0)
      return unusable("a <Message> of it is empty");
    if (body.length > MAX_BODY_LENGTH)
      return unusable(
        `a <Message> of it has ${body.length} characters, and Twilio sends ${MAX_BODY_LENGTH}`,
      );
    if (media.length > MAX_MEDIA)
      return unusable(
        `a <Message> of it has ${media.length} media, and Twilio sends ${MAX_MEDIA}`,
      );
  }
  return { result: "replies", replies, redirect };
}

function done(replies: readonly Reply[]): ReadReplies {
  return { result: "replies", replies, redirect: null };
}

function unusable(reason: string): ReadReplies {
  return { result: "unusable", reason };
}

function absolute(text: string, base: URL): string {
  return URL.canParse(text, base.href) ? new URL(text, base).href : text;
}

function elements({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== "string");
}

function textIn({ children }: XmlElement): string {
  return children.filter((child) => typeof child === "string").join("");
}
