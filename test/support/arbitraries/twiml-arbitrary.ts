import * as fc from "fast-check";

/** Characters that XML 1.0 allows, the awkward ones often. */
const xmlCharacter = fc.oneof(
  fc.constantFrom(
    "<",
    ">",
    "&",
    '"',
    "'",
    "]",
    " ",
    "\t",
    "\r",
    "\n",
    "]]>",
    "é",
    "\u0085",
    "\u2028",
    "😀",
  ),
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 3 })
    // eslint-disable-next-line no-control-regex -- what XML 1.0 forbids
    .filter((text) => !/[\x00-\x08\v\f\x0e-\x1f\ufffe\uffff]/.test(text)),
);
const xmlText = fc
  .array(xmlCharacter, { maxLength: 6 })
  .map((parts) => parts.join(""));

const foreignUrl = fc.constantFrom(
  "https://partner.example.net",
  "http://partner.example.net:8080/x?a=1&b=2#rc=1",
  "HTTPS://User:Pass@Partner.example.net/%7Ex/../y",
  "wss://media.example.net/socket",
  "sip:joey@example.com",
  "client:joey",
  "tel:+15550001111",
  "https://exa mple.com/",
);
const anyUrl = fc.oneof(
  foreignUrl,
  xmlText,
  fc.constantFrom("", " ", "/x", "x", "../x", "./a/../../b", "?q=1", "#rc=1"),
  fc.constantFrom("//cdn.example.net/x", "//www.example.com/x", "\\\\evil\\x"),
  fc.constantFrom("https://www.example.com/a?b#c", "http://WWW.example.com:80"),
  fc.constantFrom("wss://www.example.com/ws", "https://u:p@www.example.com/x"),
  fc.constantFrom("/app", "/app/x", "/apple", "/app/../../x", "//", "https:x"),
);

const ELEMENTS = ["Gather", "Record", "Dial", "Stream", "ConversationRelay"];
const URL_ELEMENTS = ["Redirect", "Play", "Media"];
const OTHERS = ["Say", "Number", "amazon:effect", "unknown-élément"];
const URL_ATTRIBUTES = ["action", "url", "waitUrl", "statusCallback"];

const escapeAll = (text: string): string =>
  Array.from(text, (c) =>
    /[\w/:.?=#]/.test(c) ? c : `&#${c.codePointAt(0) ?? 0};`,
  ).join("");

/** One way of several to write the same text. */
const written = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    escapeAll(text),
    `<!-- a -->${escapeAll(text)}<?pi?>`,
    text.includes("]]>") ? escapeAll(text) : `<![CDATA[${text}]]>`,
  );

/** TwiML documents, each URL out of `url`; with `explicit`, none means "this document". */
function twiml(
  url: fc.Arbitrary<string>,
  { explicit }: { explicit: boolean },
): fc.Arbitrary<string> {
  const attributes = fc
    .tuple(
      fc.dictionary(fc.constantFrom(...URL_ATTRIBUTES), url),
      fc.dictionary(fc.constantFrom("voice", "xml:base", "Action"), xmlText),
      explicit
        ? fc.record({ action: url })
        : fc.constant<Record<string, string>>({}),
    )
    .map(([urls, others, action]) =>
      Object.entries({ ...others, ...urls, ...action })
        .map(([name, value]) => ` ${name}='${escapeAll(value)}'`)
        .join(""),
    );
  const { element } = fc.letrec<{ element: string; content: string }>(
    (tie) => ({
      element: fc.oneof(
        { depthSize: "small" },
        fc
          .tuple(
            fc.constantFrom(...URL_ELEMENTS),
            attributes,
            url.chain(written),
          )
          .map(([name, attrs, text]) => `<${name}${attrs}>${text}</${name}>`),
        fc
          .tuple(
            fc.constantFrom(...ELEMENTS, ...OTHERS),
            attributes,
            tie("content"),
          )
          .map(([name, attrs, text]) => `<${name}${attrs}>${text}</${name}>`),
      ),
      content: fc
        .array(fc.oneof(xmlText.chain(written), tie("element")), {
          maxLength: 4,
        })
        .map((parts) => parts.join("")),
    }),
  );
  return fc
    .tuple(
      fc.constantFrom("", '<?xml version="1.0"?>', "<!DOCTYPE Response>\n"),
      fc.array(element, { maxLength: 5 }),
    )
    .map(
      ([prolog, parts]) => `${prolog}<Response>${parts.join("\n")}</Response>`,
    );
}

/** Documents with URLs of every kind. */
export const anyTwiml = twiml(anyUrl, { explicit: false });
/** Documents whose every URL is absolute and leads elsewhere. */
export const foreignTwiml = twiml(foreignUrl, { explicit: true });
