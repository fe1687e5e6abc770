import fc from "fast-check";

/** What makes a document not well-formed, or only just. */
const PIECES = [
  "<",
  "</",
  ">",
  "/>",
  "<a>",
  "</a>",
  "<Response>",
  "</Response>",
  "<!--",
  "-->",
  "--",
  "<![CDATA[",
  "]]>",
  "<?",
  "?>",
  "<?a b?>",
  "<?a?b?>",
  "<?xml version='1.0'?>",
  "<?xml version='1.1'?>",
  "<!DOCTYPE Response>",
  "<!DOCTYPE a [<!ENTITY b 'c'>]>",
  "<!DOCTYPE a SYSTEM 'x'>",
  "&",
  "&amp;",
  "&#0;",
  "&#x41;",
  "&#X41;",
  "&#10",
  "&foo;",
  "&#xD800;",
  "'",
  '"',
  "=",
  " a='1'",
  ' b="<"',
  " action=''",
  " ",
  "\t",
  "\r\n",
  "\0",
  "\u0001",
  "\uFEFF",
  "\uFFFE",
  "\u0085",
  "\u2028",
  "\uD800",
  "é",
  "😀",
  ":",
  "xmlns:x=''",
  "1",
  "-",
  "·",
];

/** Texts with a few pieces put in and a few characters taken out, anywhere. */
export function mutated(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(...PIECES),
    fc.string({ unit: "binary", maxLength: 2 }),
  );
  const mutation = fc.tuple(fc.nat(), fc.nat(6), piece);
  return fc
    .tuple(text, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([text, mutations]) =>
      mutations.reduce((before, [somewhere, taken, piece]) => {
        const at = somewhere % (before.length + 1);
        return before.slice(0, at) + piece + before.slice(at + taken);
      }, text),
    );
}
