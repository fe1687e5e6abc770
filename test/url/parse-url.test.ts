import fc from "fast-check";
import { parseUrl, parseWebUrl } from "../../src/url/parse-url";

/** Characters that the time to parse a host of them grows with the square of. */
const letters = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    String.fromCodePoint(0x4e00 + (i % 20_000)),
  ).join("");

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
    const startedAt = performance.now();
    for (const host of [letters(300_000), `a${"\u0301\u0323".repeat(150_000)}`])
      expect(
        parseUrl(before + host + behind, "https://www.example.com/"),
      ).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(500);
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
