import { MAX_TWIML_BYTES } from "../../../src/twilio/limits";
import type { RebaseContext } from "../../../src/fallback/recovery/rebase-url";
import { rebaseText } from "../../support/samples/rebase-text";
import { contextOf } from "../../support/samples/rebase-context";
import { URL_ATTRIBUTES } from "../../support/arbitraries/url-attributes";

const BACKUP = contextOf({});
const DOCUMENT = "https://fallback.example.com/voice";

/** The content of `<Response>` after rebasing. */
function rebased(content: string, context: RebaseContext = BACKUP): string {
  const judged = rebaseText(`<Response>${content}</Response>`, context);
  if (judged.result !== "twiml") throw new Error(judged.result);
  return judged.text.slice("<Response>".length, -"</Response>".length);
}

/** What a URL in `<Redirect>` becomes. */
const redirect = (url: string, context?: RebaseContext): string | undefined =>
  /^<Redirect>(.*)<\/Redirect>$/s.exec(
    rebased(`<Redirect><![CDATA[${url}]]></Redirect>`, context),
  )?.[1];

/** What the `url` of a `<Stream>` becomes. */
const stream = (url: string, context?: RebaseContext): string | undefined =>
  /"(.*)"/.exec(rebased(`<Stream url="${url}"/>`, context))?.[1];

describe("where URLs stand", () => {
  test.each(URL_ATTRIBUTES)(
    "the attribute %s holds one on any element",
    (name) => {
      expect(rebased(`<Dial ${name}="/x"/><unknown ${name}="/x"/>`)).toBe(
        `<Dial ${name}="https://fallback.example.com/x"/>` +
          `<unknown ${name}="https://fallback.example.com/x"/>`,
      );
    },
  );

  test.each(["Redirect", "Play", "Media"])("the text of %s is one", (name) => {
    expect(rebased(`<${name}>/x</${name}>`)).toBe(
      `<${name}>https://fallback.example.com/x</${name}>`,
    );
  });

  test.each([
    `<Dial Action="/x" x:action="/x" xml:base="/x" method="/x" src="/x"/>`,
    `<redirect>/x</redirect><x:Play>/x</x:Play><media>/x</media>`,
    `<Number>/x</Number><Client>/x</Client><Sip>/x</Sip><Say>/x</Say>`,
    `<Parameter name="url" value="/x"/>`,
  ])("nothing else is one: %s", (content) => {
    expect(rebased(content)).toBe(content);
  });

  test("Number, Client and Sip hold one in url", () => {
    expect(rebased(`<Sip url="x">sip:x</Sip>`)).toBe(
      `<Sip url="https://fallback.example.com/x">sip:x</Sip>`,
    );
  });

  test("the text of an element may be split over comments and CDATA", () => {
    expect(
      rebased(
        "<Redirect> /a<!-- b -->/c<![CDATA[?d=1&e]]><?f?>&amp;g </Redirect>",
      ),
    ).toBe(
      "<Redirect>https://fallback.example.com/a/c?d=1&amp;e&amp;g</Redirect>",
    );
  });

  test("an element that holds elements keeps its text, and those are read", () => {
    expect(rebased("<Play>/x<Media>/y</Media></Play>")).toBe(
      "<Play>/x<Media>https://fallback.example.com/y</Media></Play>",
    );
    expect(rebased("<Redirect><Say/></Redirect>")).toBe(
      "<Redirect><Say/></Redirect>",
    );
  });

  test("white space is ignored where a URL is rewritten and kept where it stays", () => {
    expect(redirect("\n  /x\t")).toBe("https://fallback.example.com/x");
    expect(redirect(" sip:x ")).toBe("<![CDATA[ sip:x ]]>");
    expect(rebased(`<Dial action=" sip:x&#10;" url=" /x "/>`)).toBe(
      `<Dial action=" sip:x&#10;" url="https://fallback.example.com/x"/>`,
    );
  });
});

describe("a relative URL", () => {
  const deep = contextOf({ errorUrl: "https://www.example.com/a/b/c?d=1" });

  test.each([
    ["x", "https://fallback.example.com/a/b/x"],
    ["./x?y=1#ct=2000", "https://fallback.example.com/a/b/x?y=1#ct=2000"],
    ["../x", "https://fallback.example.com/a/x"],
    ["../../../../x", "https://fallback.example.com/x"],
    ["/x/../y", "https://fallback.example.com/y"],
    ["?e=2", "https://fallback.example.com/a/b/c?e=2"],
    ["#rc=2", "https://fallback.example.com/a/b/c?d=1#rc=2"],
    ["x?u=http://y", "https://fallback.example.com/a/b/x?u=http://y"],
    [".", "https://fallback.example.com/a/b/"],
  ])("%s becomes absolute against the document", (url, absolute) => {
    expect(redirect(url, deep)?.replaceAll("&amp;", "&")).toBe(absolute);
  });

  test("is resolved against the document that redirects led to", () => {
    const context = contextOf({
      documentUrl: "https://fallback.example.com/v2/voice",
    });
    expect(redirect("x", context)).toBe("https://fallback.example.com/v2/x");
  });

  describe("under a base with a path", () => {
    const context = contextOf({
      errorUrl: "https://www.example.com/a/b",
      backups: ["https://dr.example.com/app"],
    });

    test.each([
      ["/x", "/app/x"],
      ["/app/x", "/app/x"],
      ["/app", "/app"],
      ["/app?x", "/app?x"],
      ["/apple", "/app/apple"],
      ["/app/../x", "/app/x"],
      ["/app/%2e%2e/x", "/app/x"],
      ["/", "/app/"],
      ["x", "/app/a/x"],
      ["../x", "/app/x"],
      ["../../x", "/app/x"],
      ["../../../../x?y#z", "/app/x?y#z"],
    ])("%s stays under it", (url, path) => {
      expect(redirect(url, context)).toBe(`https://dr.example.com${path}`);
    });

    test("may be elsewhere where redirects led out of it, but for /x", () => {
      const left = {
        ...context,
        documentUrl: new URL("https://dr.example.com/b/c"),
      };
      expect(redirect("x", left)).toBe("https://dr.example.com/b/x");
      expect(redirect("/x", left)).toBe("https://dr.example.com/app/x");
    });

    test("follows redirects to another origin, without the base's path", () => {
      const left = {
        ...context,
        documentUrl: new URL("https://other.example.org/b/c"),
      };
      expect(redirect("/x", left)).toBe("https://other.example.org/x");
      expect(redirect("../x", left)).toBe("https://other.example.org/x");
    });

    test("stays under it where a redirect only led to https", () => {
      const upgraded = contextOf({
        backups: ["http://dr.example.com/app"],
        documentUrl: "https://dr.example.com/app/voice",
      });
      expect(redirect("/x", upgraded)).toBe("https://dr.example.com/app/x");
    });
  });

  test("for a WebSocket becomes wss, or ws where the base is http", () => {
    const http = contextOf({ backups: ["http://dr.example.com:8080/app"] });
    expect(stream("/x?a#b")).toBe("wss://fallback.example.com/x?a#b");
    expect(stream("x", http)).toBe("ws://dr.example.com:8080/app/x");
    expect(stream("../x", http)).toBe("ws://dr.example.com:8080/app/x");
    expect(
      rebased(
        `<ConversationRelay url="/x"/><Stream statusCallback="/x"/><Siprec url="/x"/>`,
      ),
    ).toBe(
      `<ConversationRelay url="wss://fallback.example.com/x"/>` +
        `<Stream statusCallback="https://fallback.example.com/x"/>` +
        `<Siprec url="https://fallback.example.com/x"/>`,
    );
  });
});

describe("a URL without a scheme", () => {
  test("takes the document's, and moves if it is on the failed origin", () => {
    const http = contextOf({ backups: ["http://dr.example.com/app"] });
    expect(redirect("//cdn.example.net/x", http)).toBe(
      "http://cdn.example.net/x",
    );
    expect(redirect("//cdn.example.net/x")).toBe("https://cdn.example.net/x");
    expect(redirect("//www.example.com/x", http)).toBe(
      "http://dr.example.com/app/x",
    );
    expect(redirect("//u:p@cdn.example.net/x")).toBe(
      "https://u:p@cdn.example.net/x",
    );
  });

  test("is one also where a backslash stands for a slash", () => {
    const context = contextOf({ backups: ["https://dr.example.com/app"] });
    expect(redirect("\\\\cdn.example.net/x", context)).toBe(
      "https://cdn.example.net/x",
    );
    expect(redirect("\\x", context)).toBe("https://dr.example.com/app/x");
  });

  test("is a WebSocket's where one is opened", () => {
    expect(stream("//media.example.net/x")).toBe("wss://media.example.net/x");
    expect(stream("//www.example.com/x")).toBe("wss://fallback.example.com/x");
  });
});

describe("an absolute URL on the failed origin", () => {
  const context = contextOf({ backups: ["https://dr.example.com/app"] });

  test.each([
    [
      "https://www.example.com/x?y=1#rc=2",
      "https://dr.example.com/app/x?y=1#rc=2",
    ],
    ["http://WWW.Example.com:80/x", "https://dr.example.com/app/x"],
    ["https://www.example.com:443", "https://dr.example.com/app/"],
    ["http://www.example.com:443/x", "https://dr.example.com/app/x"],
    ["https://joe:pw@www.example.com/x", "https://dr.example.com/app/x"],
    ["wss://joe:pw@www.example.com/x", "wss://dr.example.com/app/x"],
    ["ws://www.example.com/x", "wss://dr.example.com/app/x"],
    ["https://www.example.com//evil/x", "https://dr.example.com/app//evil/x"],
    ["https://www.example.com/app/x", "https://dr.example.com/app/app/x"],
  ])("%s moves to the base", (url, moved) => {
    expect(redirect(url, context)).toBe(moved);
  });

  test.each([
    "https://www.example.com:8443/x",
    "https://example.com/x",
    "https://www.example.com.evil.example/x",
    "https://www.example.com@evil.example/x",
    "ftp://www.example.com/x",
    "sip:joe@www.example.com",
  ])("%s is not on it", (url) => {
    expect(redirect(url, context)).toBe(`<![CDATA[${url}]]>`);
  });

  test("is on it with the same port", () => {
    const ported = contextOf({ errorUrl: "http://www.example.com:8080/voice" });
    expect(redirect("https://www.example.com:8080/x", ported)).toBe(
      "https://fallback.example.com/x",
    );
    expect(redirect("https://www.example.com/x", ported)).toContain("CDATA");
  });

  test("becomes a ws URL where the base is http", () => {
    const http = contextOf({ backups: ["http://dr.example.com"] });
    expect(stream("wss://www.example.com/x", http)).toBe(
      "ws://dr.example.com/x",
    );
  });

  test("is taken relative to the backup base that failed", () => {
    const again = contextOf({
      errorUrl: "https://dr.example.com/app/voice",
      backups: ["https://dr.example.com/app", "https://b.example.com/x"],
    });
    expect(redirect("https://dr.example.com/app/y?z", again)).toBe(
      "https://b.example.com/x/y?z",
    );
    expect(redirect("https://dr.example.com/other", again)).toBe(
      "https://b.example.com/x/other",
    );
  });

  test("moves out of the failed base into one that holds it", () => {
    const nested = contextOf({
      errorUrl: "https://dr.example.com/app/voice",
      backups: ["https://dr.example.com/app", "https://dr.example.com"],
    });
    expect(redirect("https://dr.example.com/app/x", nested)).toBe(
      "https://dr.example.com/x",
    );
  });

  test("is one also where a line end stands in it, which URL parsers drop", () => {
    for (const url of [
      "ht\ntps://www.example.com/x",
      "/\n/www.example.com/x",
    ]) {
      expect(redirect(url, context)).toBe("https://dr.example.com/app/x");
    }
  });

  test("keeps its path where it lies under the answering base already", () => {
    const sameHost = contextOf({
      backups: ["https://u:p@www.example.com/backup"],
    });
    expect(redirect("http://www.example.com/backup/x", sameHost)).toBe(
      "https://u:p@www.example.com/backup/x",
    );
    expect(redirect("https://www.example.com/x", sameHost)).toBe(
      "https://u:p@www.example.com/backup/x",
    );
  });
});

describe("any other URL stays byte for byte", () => {
  test.each([
    "https://partner.example.net",
    "HTTPS://Partner.Example.net:443/a/../%7eb?c d#e",
    "https://fallback.example.com/x",
    "wss://media.example.net",
    "sip:joe@example.com",
    "client:joe",
    "tel:+15550001111",
    "mailto:x",
    "localhost:3000/x",
    "https://exa mple.com/",
    "https://",
    "https:",
    "//",
    "//[/x",
    "https://www.example.com:99999/",
  ])("%s", (url) => {
    expect(redirect(url)).toBe(`<![CDATA[${url}]]>`);
    expect(stream(url)).toBe(url);
  });
});

describe("userinfo", () => {
  const context = contextOf({
    errorUrl: "https://joe:secret@www.example.com/voice",
    backups: ["https://ann:p%40ss@dr.example.com/app"],
  });

  test("of the base is written into each URL on its own origin", () => {
    expect(redirect("x", context)).toBe(
      "https://ann:p%40ss@dr.example.com/app/x",
    );
    expect(redirect("https://www.example.com/x", context)).toBe(
      "https://ann:p%40ss@dr.example.com/app/x",
    );
    expect(redirect("//dr.example.com/x", context)).toBe(
      "https://ann:p%40ss@dr.example.com/x",
    );
    expect(redirect("", context)).toBe(
      "https://ann:p%40ss@dr.example.com/app/voice",
    );
  });

  test("is written into no other URL, and into no socket's", () => {
    expect(redirect("//cdn.example.net/x", context)).toBe(
      "https://cdn.example.net/x",
    );
    expect(redirect("https://dr.example.com/x", context)).toBe(
      "<![CDATA[https://dr.example.com/x]]>",
    );
    expect(stream("/x", context)).toBe("wss://dr.example.com/app/x");
    expect(stream("wss://u:p@www.example.com/x", context)).toBe(
      "wss://dr.example.com/app/x",
    );
  });

  test("is none after a redirect to another origin, but for what moves", () => {
    const left = {
      ...context,
      documentUrl: new URL("https://other.example.org/v"),
    };
    expect(redirect("/x", left)).toBe("https://other.example.org/x");
    expect(redirect("", left)).toBe("https://other.example.org/v");
    expect(redirect("https://www.example.com/x", left)).toBe(
      "https://ann:p%40ss@dr.example.com/app/x",
    );
  });

  test("never goes to plain http where the base is https", () => {
    const left = {
      ...context,
      documentUrl: new URL("http://dr.example.com/app/v"),
    };
    expect(redirect("/x", left)).toBe("http://dr.example.com/app/x");
  });
});

describe("where ErrorUrl itself answered", () => {
  const context = contextOf({
    errorUrl: "https://joe:secret@www.example.com/a/voice",
    isRetry: true,
  });

  test("nothing moves", () => {
    expect(redirect("http://www.example.com/x", context)).toBe(
      "<![CDATA[http://www.example.com/x]]>",
    );
  });

  test("relative URLs become absolute, with its own userinfo", () => {
    expect(redirect("x", context)).toBe(
      "https://joe:secret@www.example.com/a/x",
    );
    expect(redirect("/x", context)).toBe(
      "https://joe:secret@www.example.com/x",
    );
    expect(rebased("<Record/>", context)).toBe(
      `<Record action="https://joe:secret@www.example.com/a/voice"/>`,
    );
  });

  test("/x stays under the backup base that it lies under", () => {
    const again = contextOf({
      errorUrl: "https://dr.example.com/app/voice",
      backups: ["https://dr.example.com/app"],
      isRetry: true,
    });
    expect(redirect("/x", again)).toBe("https://dr.example.com/app/x");
  });
});

describe("this document is meant", () => {
  test.each(["Gather", "Record"])("by a %s without an action", (name) => {
    expect(rebased(`<${name} x="y"><Say/></${name}>`)).toBe(
      `<${name} x="y" action="${DOCUMENT}"><Say/></${name}>`,
    );
    expect(rebased(`<${name} action="sip:x"/>`)).toBe(
      `<${name} action="sip:x"/>`,
    );
  });

  test("by no other element without an action", () => {
    expect(rebased("<Dial/><gather/><x:Record/>")).toBe(
      "<Dial/><gather/><x:Record/>",
    );
  });

  test("by an empty or blank action on any element", () => {
    expect(
      rebased(`<Dial action=""/><Gather action=" "/><x action="&#10;"/>`),
    ).toBe(
      `<Dial action="${DOCUMENT}"/><Gather action="${DOCUMENT}"/><x action="${DOCUMENT}"/>`,
    );
  });

  test.each([
    "<Redirect/>",
    "<Redirect></Redirect>",
    "<Redirect> \n </Redirect>",
    "<Redirect><!-- a --><![CDATA[]]></Redirect>",
  ])("by %s", (content) => {
    expect(rebased(content)).toBe(`<Redirect>${DOCUMENT}</Redirect>`);
  });

  test("with the query that it was asked with", () => {
    const context = contextOf({
      errorUrl: "https://www.example.com/v?a=1&b=2",
    });
    expect(rebased(`<Redirect method="GET"/>`, context)).toBe(
      `<Redirect method="GET">https://fallback.example.com/v?a=1&amp;b=2</Redirect>`,
    );
  });

  test("by no other empty URL", () => {
    const content =
      `<Enqueue waitUrl="" url=" " statusCallback=""/>` +
      `<Play/><Play digits="1"> </Play><Media/>`;
    expect(rebased(content)).toBe(content);
  });
});

describe("the result", () => {
  test.each([
    "<response/>",
    "<x:Response/>",
    "<html/>",
    "<Response>",
    "{}",
    "",
  ])("of %j is not-twiml", (text) => {
    expect(rebaseText(text, BACKUP)).toEqual({ result: "not-twiml" });
  });

  test("may have 64 KiB, in bytes", () => {
    const response = (bytes: number): string =>
      `<Response>${"é".repeat((bytes - 22) / 2)} </Response>`;
    expect(rebaseText(response(MAX_TWIML_BYTES), BACKUP).result).toBe("twiml");
    expect(rebaseText(response(MAX_TWIML_BYTES + 2), BACKUP).result).toBe(
      "too-large",
    );
  });

  test("is too-large where the URLs outgrew the limit", () => {
    const text = `<Response>${"<Play>a</Play>".repeat(4000)}</Response>`;
    expect(rebaseText(text, BACKUP)).toEqual({ result: "too-large" });
  });
});
