import { readDocument } from "../support/samples/rebase-text";
import { writeNodes } from "../../src/xml/write-nodes";
import { readXml } from "../support/samples/read-xml";

const isRead = (text: string): boolean => readDocument(text) !== null;

describe("a document is read", () => {
  test.each([
    ["bare", "<a/>"],
    [
      "with a declaration",
      "<?xml version='1.0' encoding='x' standalone='no' ?><a/>",
    ],
    ["with white space around", "\r\n <a/>\n"],
    [
      "with comments and instructions around",
      "<!--a--><?b c?><a/><!----><?d?>",
    ],
    ["with a bare document type", "<!DOCTYPE a><a/>"],
    ["with an external document type", `<!DOCTYPE a SYSTEM "x[y>.dtd" ><a/>`],
    ["with a public document type", `<!DOCTYPE a PUBLIC '-//X' "x"><a/>`],
    ["with undeclared prefixes", `<amazon:effect x:y="z" xmlns:q=""/>`],
    [
      "with XML's five entities",
      "<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;</a>",
    ],
    ["with an instruction of odd text", "<a><?b ?x??></a>"],
    ["with names beyond ASCII", "<élan ça='1'/>"],
    ["with controls that XML 1.0 allows", "<a>\u007f\u0085\u2028</a>"],
    ["with properties of every object", "<a __proto__='1' constructor='2'/>"],
  ])("%s", (_, text) => {
    expect(isRead(text)).toBe(true);
  });
});

describe("a document is refused", () => {
  test.each([
    ["empty", ""],
    ["no element", "hello"],
    ["two roots", "<a/><b/>"],
    ["text before the root", "x<a/>"],
    ["text behind the root", "<a/>x"],
    ["a reference behind the root", "<a/>&#32;"],
    ["CDATA behind the root", "<a/><![CDATA[ ]]>"],
    ["a tag not closed", "<a><b></a>"],
    ["a tag closed twice", "<a></a></a>"],
    ["case in a closing tag", "<a></A>"],
    ["a duplicate attribute", "<a b='1' b='2'/>"],
    ["a duplicate of an odd name", "<a __proto__='1' __proto__='2'/>"],
    ["an attribute without a value", "<a b/>"],
    ["an attribute without quotes", "<a b=c/>"],
    ["attributes without a space", "<a b='1'c='2'/>"],
    ["< in an attribute", "<a b='<'/>"],
    ["a bare &", "<a>a & b</a>"],
    ["an entity that is not XML's", "<a>&nbsp;</a>"],
    ["an entity of every object", "<a>&constructor;&__proto__;</a>"],
    ["an empty entity", "<a>&;</a>"],
    ["a reference in upper case", "<a>&#X41;</a>"],
    ["a reference to NUL", "<a>&#0;</a>"],
    ["a reference to a surrogate", "<a>&#xD800;</a>"],
    ["a reference to no character", "<a>&#xFFFF;&#x110000;</a>"],
    ["NUL", "<a>\0</a>"],
    ["a control character", "<a b='\u0001'/>"],
    ["U+FFFE", "<a>\ufffe</a>"],
    ["a lone high surrogate", "<a>\ud800x</a>"],
    ["a lone low surrogate", "<a>\udc00</a>"],
    ["a byte order mark left over", "\ufeff<a/>"],
    ["]]> in text", "<a>]]></a>"],
    ["-- in a comment", "<a><!-- -- --></a>"],
    ["a comment that ends in --->", "<a><!-- ---></a>"],
    ["an instruction named XML", "<a><?XML x?></a>"],
    ["an instruction without space", "<a><?b?x?></a>"],
    ["an instruction without space, over lines", "<a><?b?x\r\ny?></a>"],
    ["a declaration behind white space", " <?xml version='1.0'?><a/>"],
    ["a declaration behind a comment", "<!----><?xml version='1.0'?><a/>"],
    ["a declaration in the root", "<a><?xml version='1.0'?></a>"],
    ["a declaration without version", "<?xml encoding='UTF-8'?><a/>"],
    [
      "a declaration in the wrong order",
      "<?xml encoding='x' version='1.0'?><a/>",
    ],
    ["XML 1.1", "<?xml version='1.1'?><a/>"],
    ["XML 1.00", "<?xml version='1.00'?><a/>"],
    ["an internal subset", "<!DOCTYPE a []><a/>"],
    ["an internal subset behind an id", `<!DOCTYPE a SYSTEM "x" [ ]><a/>`],
    [
      "an external entity",
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
    ],
    ["a document type without a name", "<!DOCTYPE><a/>"],
    ["a document type without a space", "<!DOCTYPEa><a/>"],
    ["a document type with more", "<!DOCTYPE a b><a/>"],
    ["a public id alone", `<!DOCTYPE a PUBLIC "x"><a/>`],
    ["a public id that is none", `<!DOCTYPE a PUBLIC "é" "x"><a/>`],
    ["two document types", "<!DOCTYPE a><!DOCTYPE a><a/>"],
    ["a document type in the root", "<a><!DOCTYPE a></a>"],
    ["a document type in lower case", "<!doctype a><a/>"],
    ["a declaration of an element", "<a><!ELEMENT a ANY></a>"],
    ["a tag cut by a comment", "<a <!-- --> />"],
    ["a space before a name", "< a/>"],
  ])("%s", (_, text) => {
    expect(isRead(text)).toBe(false);
  });

  test("a billion laughs", () => {
    const laughs = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
    );
    expect(
      isRead(`<!DOCTYPE a [<!ENTITY l0 "ha">${laughs.join("")}]><a>&l9;</a>`),
    ).toBe(false);
  });
});

describe("a document is written so that it reads the same", () => {
  const rewritten = (text: string): string => {
    const document = readDocument(text);
    if (document === null) throw new Error("not well-formed");
    return writeNodes(document.declaration, document.nodes, Infinity) ?? "";
  };

  test.each([
    [
      "references in attributes",
      "<a b='&#9;&#10;&#13;&lt;&amp;&quot;&apos;'/>",
    ],
    ["literal white space in attributes", "<a b='x\ty\r\nz\n'/>"],
    ["references in text", "<a>&#13;&#10;&#9;&lt;&amp;&gt;</a>"],
    ["line ends in text", "<a>\r\n\r\n\r\n \t</a>"],
    ["]]> in text", "<a>]]&gt;]]&#62;]]<![CDATA[>]]></a>"],
    ["]]> around a comment", "<a>]<!-- -->]<?b?>></a>"],
    ["]]> over two sections", "<a><![CDATA[]]]]><![CDATA[>]]></a>"],
    ["CDATA", "<a><![CDATA[ <b> & &amp; \r\n ]]> c</a>"],
    ["characters beyond the BMP", "<a b='😀'>&#x1F600; 😀</a>"],
    ["white space around elements", "<a> <b/> \n <c> </c> </a>"],
    ["prefixes", "<x:a xmlns:x='y' xml:base='z'><x:b/></x:a>"],
  ])("%s", (_, text) => {
    expect(readXml(rewritten(text))).toEqual(readXml(text));
  });

  test("with a declaration only where it had one, which then is UTF-8", () => {
    expect(rewritten("<a/>")).toBe("<a/>");
    expect(rewritten("<?xml version='1.0'?>\n<a/>")).toBe(
      '<?xml version="1.0"?><a/>',
    );
    expect(rewritten("<?xml version='1.0' encoding='x'?><a/>")).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><a/>',
    );
  });

  test("without growing where nothing needs to be escaped", () => {
    const text = `<a b="c>d'e"><f/><![CDATA[<&]]> g > h " ' </a>`;
    expect(rewritten(text)).toBe(text);
  });
});
