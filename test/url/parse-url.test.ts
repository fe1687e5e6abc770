import fc from "fast-check";
import { parseUrl, parseWebUrl } from "../../src/url/parse-url";
import { expectLinear } from "../support/laws/linear";

/** Characters that the time to parse a host of them grows with the square of. */
const letters = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    String.fromCodePoint(0x4e00 + (i % 20_000)),
  ).join("");

/** Likewise: to normalise such a host takes long. */
const accents = (count: number) => `a${"\u0301\u0323".repeat(count / 2)}`;

describe("parseUrl", () => {
  it("takes what a URL parser takes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withFragments: true, withQueryParameters: true }),
          fc.webPath(),
          fc.string(),
          fc.constantFrom(
            `https://www.example.com/${letters(3000)}?q=${letters(3000)}`,
            `https://user:${"p".repeat(1000)}@www.example.com/`,
            `/${"x".repeat(5000)}`,
            `menu?a=${"x".repeat(5000)}`,
            "//www.example.com/x",
            "https:www.example.com",
            "https://münchen.example/",
          ),
        ),
        (text) => {
          const from = "https://dr.example.com/app/";
          const expected = URL.canParse(text, from)
            ? new URL(text, from).href
            : undefined;
          expect(parseUrl(text, from)?.href).toBe(expected);
        },
      ),
    );
  });

  it.each([
    ["https://", "/x"],
    ["HTTPS:", ""],
    ["ht\ntps:/\t/\r", "?x"],
    [" https:\\\\", "\\x"],
    ["https:////", "#x"],
    ["https://user@", ":443/"],
    ["//", "/x"],
    ["\\/", "/x"],
  ])("wastes no time on a huge host behind %j", (before, behind) => {
    for (const host of [letters, accents])
      expectLinear(300_000, (length) => {
        const text = before + host(length) + behind;
        return () => {
          expect(parseUrl(text, "https://www.example.com/")).toBeNull();
        };
      });
  });
});

describe("parseWebUrl", () => {
  it.each([
    null,
    "",
    "/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "x:@y/",
  ])("takes nothing of %j", (text) => {
    expect(parseWebUrl(text)).toBeNull();
  });

  it("takes http and https", () => {
    expect(parseWebUrl("HTTP://A.example")?.href).toBe("http://a.example/");
    expect(parseWebUrl("https://a.example")?.href).toBe("https://a.example/");
  });
});
