import * as fc from "fast-check";
import { judgeAnswer } from "../../../src/fallback/recovery/judge-answer";
import { MAX_TWIML_BYTES } from "../../../src/twilio/limits";

const TWIML = "<Response><Say>Grüße</Say></Response>";
const ASCII = "<Response/>";

const judge = (
  headers: Record<string, string>,
  body: string | Buffer = TWIML,
  status = 200,
): string => judgeAnswer(status, headers, Buffer.from(body)).result;

test("an answer that counts comes decoded, without its byte order mark", () => {
  expect(
    judgeAnswer(
      200,
      { "content-type": "text/xml" },
      Buffer.from(`\uFEFF${TWIML}`),
    ),
  ).toEqual({ result: "twiml", text: TWIML });
});

test.each([200, 201, 206, 299])("status %d counts", (status) => {
  expect(judge({}, TWIML, status)).toBe("twiml");
});

test.each([100, 199, 300, 304, 404, 500])(
  "status %d is an http-error, whatever comes with it",
  (status) => {
    expect(judge({}, TWIML, status)).toBe("http-error");
    expect(judge({}, Buffer.alloc(MAX_TWIML_BYTES + 1), status)).toBe(
      "http-error",
    );
  },
);

test.each([
  "text/xml",
  "application/xml",
  "Text/XML; charset=utf-8",
  "application/vnd.example.twiml+xml",
  "image/svg+xml;x=y",
  "text/html;charset=UTF-8",
  "text/plain ; charset=utf8",
  'text/xml; q=1; CharSet="utf-8"',
  "text/xml;",
  "",
])("type %j counts", (type) => {
  expect(judge({ "content-type": type })).toBe("twiml");
});

test("no type at all counts", () => {
  expect(judge({})).toBe("twiml");
});

test.each([
  "application/json",
  "application/octet-stream",
  "text/xmlx",
  "xtext/xml",
  "text/css",
  "application/xml-dtd",
  "application/+xml2",
  "+xml",
  "video/mp4; note=text/xml",
])("type %j is not-twiml", (type) => {
  expect(judge({ "content-type": type })).toBe("not-twiml");
});

test("an encoded body is not-twiml, an identity one counts", () => {
  expect(judge({ "content-encoding": "gzip" })).toBe("not-twiml");
  expect(judge({ "content-encoding": "identity, br" })).toBe("not-twiml");
  expect(judge({ "content-encoding": "Identity" })).toBe("twiml");
  expect(judge({ "content-encoding": "" })).toBe("twiml");
});

test("a body may have 64 KiB, in bytes", () => {
  const body = (bytes: number): Buffer => Buffer.alloc(bytes, "é");
  expect(judge({}, body(MAX_TWIML_BYTES))).toBe("twiml");
  expect(judge({}, body(MAX_TWIML_BYTES + 1))).toBe("too-large");
});

test("nothing to read is not-twiml", () => {
  expect(judge({}, "")).toBe("not-twiml");
  expect(judge({}, " \r\n\t")).toBe("not-twiml");
  expect(judge({}, "\uFEFF")).toBe("not-twiml");
  expect(judge({}, TWIML, 204)).toBe("not-twiml");
});

test.each([
  ["a lone continuation byte", [0x80]],
  ["an overlong form", [0xc0, 0xaf]],
  ["an encoded surrogate", [0xed, 0xa0, 0x80]],
  ["a cut character", [0xf0, 0x9f, 0x98]],
  ["Latin-1", [0xe9]],
  ["UTF-16", [0xff, 0xfe, 0x3c, 0x00]],
])("%s is not UTF-8, so not-twiml", (_, bytes) => {
  expect(judge({}, Buffer.from([...Buffer.from(ASCII), ...bytes]))).toBe(
    "not-twiml",
  );
});

describe("another declared encoding", () => {
  const declared = (encoding: string, text: string): string =>
    `<?xml version="1.0" encoding=${encoding}?>${text}`;

  test.each(['"ISO-8859-1"', "'us-ascii'", '"utf-16"', '"utf-8x"'])(
    "%s in the document passes only if all is ASCII",
    (encoding) => {
      expect(judge({}, declared(encoding, ASCII))).toBe("twiml");
      expect(judge({}, `\uFEFF${declared(encoding, ASCII)}`)).toBe("twiml");
      expect(judge({}, declared(encoding, TWIML))).toBe("not-twiml");
    },
  );

  test.each(["charset=iso-8859-1", 'x=y;CharSet = "Windows-1252"'])(
    "as the type's %s passes only if all is ASCII",
    (charset) => {
      const headers = { "content-type": `text/xml; ${charset}` };
      expect(judge(headers, ASCII)).toBe("twiml");
      expect(judge(headers, TWIML)).toBe("not-twiml");
    },
  );

  test("is not one that an attribute or a text names", () => {
    expect(judge({}, `<Response encoding="latin1">é</Response>`)).toBe("twiml");
    expect(judge({}, `<?xml version="1.0"?><a encoding="latin1">é</a>`)).toBe(
      "twiml",
    );
  });

  test("is none where UTF-8 is declared in any case", () => {
    expect(judge({}, declared('"utf-8"', TWIML))).toBe("twiml");
    expect(judge({}, declared("'UTF8'", TWIML))).toBe("twiml");
    expect(judge({}, `<?xml version="1.0" encoding = "UTF-8"?>${TWIML}`)).toBe(
      "twiml",
    );
  });
});

test("whatever the bytes, the answer is a judgement", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.string(),
      (bytes, type) => {
        const result = judge({ "content-type": type }, Buffer.from(bytes));
        expect(["twiml", "not-twiml"]).toContain(result);
      },
    ),
  );
});
