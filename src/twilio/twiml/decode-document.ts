import { isUtf8 } from "node:buffer";
import { placesIn, type DocumentFault, type Place } from "../../xml/parse-tree";
import { MAX_TWIML_BYTES } from "../limits";

const DECLARATION = /^<\?xml\s[^>]*?\?>/;
/** An ampersand that begins no reference. */
const BARE_AMPERSAND = /&(?!#\d+;|#x[\da-fA-F]+;|[A-Za-z_][\w.-]*;)/g;
/** Where an ampersand stands for itself. */
const LITERAL = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g;
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * What Twilio would not read of a document's bytes, before any of its XML is looked at: its size,
 * its encoding, its XML version, what stands before its declaration, and an ampersand that is not
 * escaped, which XML parsers report far behind it.
 *
 * @returns The text without a byte order mark, or the fault.
 */
export function decodeDocument(bytes: Buffer): string | DocumentFault {
  const start: Place = { line: 1, column: 1 };
  if (bytes.length > MAX_TWIML_BYTES) {
    const reason = `it has ${bytes.length} bytes; Twilio takes ${MAX_TWIML_BYTES}: make it shorter`;
    return { ...start, reason };
  }
  if (!isUtf8(bytes)) return notUtf8(bytes);

  const text = bytes.toString("utf8").replace(BYTE_ORDER_MARK, "");
  const placeAt = placesIn(text);
  const lead = /^\s+(?=<\?xml)/.exec(text)?.[0].length ?? 0;
  if (lead > 0) {
    const reason =
      "white space stands before the declaration: let the file begin with <?xml";
    return { ...placeAt(lead), reason };
  }
  const declaration = DECLARATION.exec(text)?.[0] ?? "";
  const version = /\sversion\s*=\s*["']([^"']*)["']/.exec(declaration);
  if (version && version[1] !== "1.0") {
    const reason = `it is XML ${version[1] ?? ""}, and Twilio takes 1.0: write version="1.0"`;
    return { ...placeAt(version.index + 1), reason };
  }
  const encoding = /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration);
  if (encoding && !/^utf-?8$/i.test(encoding[1] ?? "")) {
    const reason = `it declares the encoding ${encoding[1] ?? ""}, and is UTF-8: write encoding="UTF-8"`;
    return { ...placeAt(encoding.index + 1), reason };
  }
  const blanked = text.replace(LITERAL, (part) => " ".repeat(part.length));
  const bare = blanked.search(BARE_AMPERSAND);
  if (bare >= 0)
    return { ...placeAt(bare), reason: "an & stands alone: write &amp;" };
  return text;
}

function notUtf8(bytes: Buffer): DocumentFault {
  if (/^(\xFF\xFE|\xFE\xFF)/.test(bytes.toString("latin1", 0, 2))) {
    const reason = "it is UTF-16: save the file as UTF-8";
    return { line: 1, column: 1, reason };
  }
  const text = bytes.toString("utf8");
  const place = placesIn(text)(text.indexOf("\uFFFD"));
  return { ...place, reason: "it is not UTF-8: save the file as UTF-8" };
}
