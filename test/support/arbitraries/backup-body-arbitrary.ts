import fc from "fast-check";
import { mutated } from "./mutated";
import { anyTwiml } from "./twiml-arbitrary";

/** A text as it goes over a socket, one character a byte. */
export const asBytes = (text: string, encoding: BufferEncoding = "utf8") =>
  Buffer.from(text, encoding).toString("latin1");

/** A document of about so many bytes, whose URLs grow when they are rebased. */
const huge = fc
  .tuple(fc.integer({ min: 65_400, max: 65_600 }), fc.nat(40))
  .map(
    ([size, urls]) =>
      `<Response>${'<Dial action="x"/>'.repeat(urls)}`.padEnd(size - 11, "x") +
      "</Response>",
  );

/** What a backup could send for TwiML, TwiML most often: one character a byte. */
export const backupBody = fc.oneof(
  { weight: 4, arbitrary: anyTwiml.map((text) => asBytes(text)) },
  { weight: 2, arbitrary: mutated(anyTwiml).map((text) => asBytes(text)) },
  huge,
  anyTwiml.map((text) => asBytes(`\uFEFF${text}`)),
  anyTwiml.map((text) => asBytes(`\uFEFF\uFEFF${text}`)),
  anyTwiml.map((text) => asBytes(`\uFEFF${text}`, "utf16le")),
  anyTwiml.map((text) => asBytes(text, "latin1")),
  fc
    .constantFrom("utf-8", "UTF8", "utf-16", "iso-8859-1", "", "x")
    .map((name) =>
      asBytes(`<?xml version="1.0" encoding="${name}"?><Response>é</Response>`),
    ),
  fc.constantFrom(
    "",
    " ",
    "<Response/>",
    "<response/>",
    "<Response>",
    "<Response/><Response/>",
    "<html><body>502</body></html>",
    "{}",
    "\x1f\x8b\x08\0\0\0",
    "<Response>".repeat(3000),
    `${"<Response>".repeat(2900)}${"</Response>".repeat(2900)}`,
    "x".repeat(200_000),
  ),
  fc.uint8Array({ maxLength: 60 }).map((array) => {
    return Buffer.from(array).toString("latin1");
  }),
);
