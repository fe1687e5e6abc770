import * as fc from "fast-check";
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from "node:zlib";
import {
  judgeAnswer,
  type Judgement,
} from "../../../src/fallback/recovery/judge-answer";
import { MAX_TWIML_BYTES } from "../../../src/twilio/limits";
import { writeNodes } from "../../../src/xml/write-nodes";

const TWIML = "<Response><Say>Grüße</Say></Response>";
const ASCII = "<Response/>";

type Headers = Record<string, string>;

const judgement = (
  headers: Headers,
  body: string | Buffer = TWIML,
  status = 200,
  channel: "voice" | "messaging" = "voice",
): Judgement => judgeAnswer(channel, status, headers, Buffer.from(body));
const judge = (...args: Parameters<typeof judgement>): string =>
  judgement(...args).result;
const causeOf = (...args: Parameters<typeof judgement>): string => {
  const judged = judgement(...args);
  return "cause" in judged ? judged.cause : judged.result;
};
/** The document that is read, written again. */
const read = (...args: Parameters<typeof judgement>): string | null => {
  const judged = judgement(...args);
  if (judged.result !== "twiml") return judged.result;
  return writeNodes(
    judged.document.declaration,
    judged.document.nodes,
    Infinity,
  );
};

test("an answer that counts is read without its byte order mark", () => {
  expect(read({ "content-type": "text/xml" }, `\uFEFF${TWIML}`)).toBe(TWIML);
});

test.each([200, 201, 206, 299])("status %d counts", (status) => {
  expect(judge({}, TWIML, status)).toBe("twiml");
});

test.each([100, 199, 300, 304, 404, 500])(
  "status %d is an http-error, whatever comes with it",
  (status) => {
    expect(judge({}, TWIML, status)).toBe("http-error");
    const large = Buffer.alloc(MAX_TWIML_BYTES + 1);
    expect(judge({}, large, status)).toBe("http-error");
    expect(causeOf({}, "", status, "messaging")).toBe(`status ${status}`);
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

describe("a content coding", () => {
  const coded = (coding: string, body: Buffer) =>
    read({ "content-encoding": coding }, body);

  test.each([
    ["gzip", gzipSync(TWIML)],
    ["X-GZip", gzipSync(TWIML)],
    ["br", brotliCompressSync(TWIML)],
    ["deflate", deflateSync(TWIML)],
    ["deflate", deflateRawSync(TWIML)],
    ["identity, br", brotliCompressSync(TWIML)],
    ["deflate, gzip", gzipSync(deflateSync(TWIML))],
  ])("%s is undone", (coding, body) => {
    expect(coded(coding, body)).toBe(TWIML);
  });

  test.each(["utf-8", "UTF-8", "none", "identity", "Identity", "", "7bit"])(
    "%j is none, and passed over",
    (coding) => {
      expect(coded(coding, Buffer.from(TWIML))).toBe(TWIML);
      expect(coded(`${coding}, gzip`, gzipSync(TWIML))).toBe(TWIML);
    },
  );

  test.each(["gzip", "br", "deflate", "zstd", "compress", "dcb"])(
    "%s that cannot be undone is not-twiml",
    (coding) => {
      expect(judge({ "content-encoding": coding })).toBe("not-twiml");
    },
  );

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ])("%s may make 64 KiB, and no more", (coding, compress) => {
    const body = (bytes: number) =>
      compress(`<Response>${" ".repeat(bytes - 21)}</Response>`);
    const headers = { "content-encoding": coding };
    expect(judge(headers, body(MAX_TWIML_BYTES))).toBe("twiml");
    expect(judge(headers, body(MAX_TWIML_BYTES + 1))).toBe("too-large");
    expect(judge(headers, body(1_000_000))).toBe("too-large");
  });

  test("counts three times at most", () => {
    const coding = Array.from({ length: 3000 }, () => "gzip").join();
    expect(causeOf({ "content-encoding": coding }, gzipSync(TWIML))).toBe(
      "too many content codings",
    );
  });
});

test("a body may have 64 KiB, in bytes", () => {
  const body = (bytes: number): Buffer =>
    Buffer.from(`<Response>${"é".repeat((bytes - 22) / 2)} </Response>`);
  expect(judge({}, body(MAX_TWIML_BYTES))).toBe("twiml");
  expect(judge({}, body(MAX_TWIML_BYTES + 2))).toBe("too-large");
});

describe("nothing to read", () => {
  const NOTHING: [string, string | Buffer, number, Headers][] = [
    ["no body", "", 200, {}],
    ["202", "", 202, {}],
    ["white space", " \r\n\t", 200, {}],
    ["a byte order mark", "\uFEFF", 200, {}],
    ["204", TWIML, 204, {}],
    ["gzip", gzipSync(""), 200, { "content-encoding": "gzip" }],
    ["JSON", "", 200, { "content-type": "application/json" }],
    ["text", " ", 200, { "content-type": "text/plain" }],
  ];
  test.each(NOTHING)("is a message taken: %s", (_, body, status, headers) => {
    expect(judge(headers, body, status, "messaging")).toBe("empty");
  });
  test.each(NOTHING)(
    "is no answer to a call: %s",
    (_, body, status, headers) => {
      expect(causeOf(headers, body, status)).toBe("an empty body");
    },
  );
});

describe("plain text", () => {
  const PLAIN = { "content-type": "text/plain; charset=utf-8" };
  const both = ["voice", "messaging"] as const;

  test("is what Twilio would say or send", () => {
    for (const channel of both)
      for (const text of ["We are closed", "{}", "<Response>", " a\n"])
        expect(judgement(PLAIN, text, 200, channel)).toEqual({
          result: "text",
          text,
        });
  });

  test("that is TwiML is TwiML", () => {
    for (const channel of both)
      expect(judge(PLAIN, TWIML, 200, channel)).toBe("twiml");
  });

  test.each([
    ["messaging", 1600],
    ["voice", 4096],
  ] as const)("to %s has %d characters at most", (channel, most) => {
    expect(judge(PLAIN, "x".repeat(most), 200, channel)).toBe("text");
    expect(judge(PLAIN, "x".repeat(most + 1), 200, channel)).toBe("not-twiml");
  });

  test.each(["text/html", "text/xml", "application/json", ""])(
    "is not what is called %j",
    (type) => {
      expect(judge({ "content-type": type }, "We are closed")).toBe(
        "not-twiml",
      );
    },
  );
});

test.each([
  ["a lone continuation byte", [0x80]],
  ["an overlong form", [0xc0, 0xaf]],
  ["an encoded surrogate", [0xed, 0xa0, 0x80]],
  ["a cut character", [0xf0, 0x9f, 0x98]],
  ["Latin-1", [0xe9]],
  ["UTF-16", [0xff, 0xfe, 0x3c, 0x00]],
])("%s is not UTF-8, so not-twiml", (_, bytes) => {
  const body = Buffer.from([...Buffer.from(ASCII), ...bytes]);
  expect(causeOf({}, body)).toBe("not UTF-8");
});

describe("a charset", () => {
  const declared = (encoding: string, text: string): string =>
    `<?xml version="1.0" encoding=${encoding}?>${text}`;
  const latin = (text: string): Buffer => Buffer.from(text, "latin1");
  const SAID_IN_UTF_8 = declared('"UTF-8"', TWIML);

  test.each(["ISO-8859-1", "iso8859-1", "latin1", "windows-1252", "CP1252"])(
    "%s is read, as the type or the declaration says, and the reply says UTF-8",
    (charset) => {
      const type = { "content-type": `text/xml; Charset="${charset}"` };
      expect(read(type, latin(TWIML))).toBe(SAID_IN_UTF_8);
      expect(read({}, latin(declared(`'${charset}'`, TWIML)))).toBe(
        SAID_IN_UTF_8,
      );
    },
  );

  test("of 1252 has the signs that ISO-8859-1 has not", () => {
    const body = Buffer.from("<Response>\x80 \x93\x94</Response>", "latin1");
    for (const charset of ["windows-1252", "iso-8859-1"])
      expect(
        read({ "content-type": `text/xml;charset=${charset}` }, body),
      ).toBe(declared('"UTF-8"', "<Response>€ “”</Response>"));
  });

  test("of the type counts before that of the declaration", () => {
    const type = { "content-type": "text/xml; charset=utf-8" };
    expect(read(type, declared('"ISO-8859-1"', TWIML))).toBe(SAID_IN_UTF_8);
    expect(causeOf(type, latin(declared('"ISO-8859-1"', TWIML)))).toBe(
      "not UTF-8",
    );
  });

  test("of a byte order mark counts before all", () => {
    const type = { "content-type": "text/xml; charset=iso-8859-1" };
    expect(read(type, `\uFEFF${TWIML}`)).toBe(TWIML);
  });

  test.each(["us-ascii", "utf-16", "utf-8x", "shift_jis", "x"])(
    "%s passes only if all is ASCII",
    (charset) => {
      const type = { "content-type": `text/xml; charset=${charset}` };
      expect(judge({}, declared(`"${charset}"`, ASCII))).toBe("twiml");
      expect(judge({}, declared(`"${charset}"`, TWIML))).toBe("not-twiml");
      expect(judge(type, ASCII)).toBe("twiml");
      expect(judge(type, TWIML)).toBe("not-twiml");
    },
  );

  test("is not one that an attribute or a text names", () => {
    expect(read({}, `<Response encoding="latin1">é</Response>`)).toContain("é");
    expect(judge({}, `<?xml version="1.0"?><a encoding="latin1">é</a>`)).toBe(
      "not-twiml",
    );
  });

  test("of plain text is read likewise", () => {
    const type = { "content-type": "text/plain; charset=ISO-8859-1" };
    expect(judgement(type, latin("Désolé"))).toEqual({
      result: "text",
      text: "Désolé",
    });
  });
});

test.each<[string, Headers, string]>([
  [
    "content type application/json",
    { "content-type": "application/json" },
    "{}",
  ],
  ["a content type that is none", { "content-type": "json; x" }, "{}"],
  ["root is html", { "content-type": "text/html" }, "<html/>"],
  ["root is not Response", {}, `<${"x".repeat(41)}/>`],
  ["not well-formed at 3:12", {}, "<Response>\n\n<Say></Play></Response>"],
  ["not well-formed at 1:9", {}, "<Response"],
  ["not XML 1.0", {}, `<?xml version="1.1"?><Response/>`],
  [
    "a document type of its own",
    {},
    "<!DOCTYPE a [<!ENTITY b 'c'>]><Response/>",
  ],
  ["content coding zstd", { "content-encoding": "zstd" }, ASCII],
  ["broken gzip", { "content-encoding": "gzip" }, ASCII],
])("the cause is told as %j", (cause, headers, body) => {
  expect(causeOf(headers, body)).toBe(cause);
});

test("whatever the bytes, the answer is a judgement", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.string(),
      fc.constantFrom("", "gzip", "br", "deflate", "deflate, br"),
      (bytes, type, coding) => {
        const result = judge(
          { "content-type": type, "content-encoding": coding },
          Buffer.from(bytes),
        );
        expect(["twiml", "text", "not-twiml"]).toContain(result);
      },
    ),
  );
});
