import fc from "fast-check";
import { resolvePath } from "../../src/url/resolve-path";

const ORIGIN = "https://dr.example.com";

test("leads where a URL parser would lead, whatever the paths", () => {
  const step = fc.oneof(
    fc.constantFrom("..", ".", "%2e%2E", ".%2e", "%2E", "...", "", "a", "é b"),
    fc.webSegment(),
  );
  const path = fc
    .array(step, { maxLength: 8 })
    .map((steps) => new URL(`${ORIGIN}/${steps.join("/")}`).pathname)
    // Node leaves some dot segments behind two slashes.
    .filter((path) => !path.includes("/../"));
  const relative = fc
    .tuple(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.constantFrom("/", "\\"),
      fc.constantFrom("", "?a=/../b", "#/../c", "?", "#"),
    )
    .map(([steps, slash, end]) => steps.join(slash) + end)
    .filter(
      (text) => /^[^/\\?#]/.test(text) && !/^[a-z][a-z\d+.-]*:/i.test(text),
    );
  fc.assert(
    fc.property(path, relative, (path, relative) => {
      const resolved = new URL(ORIGIN + resolvePath(relative, path));
      expect(resolved.href).toBe(new URL(relative, ORIGIN + path).href);
    }),
    { numRuns: 2000 },
  );
});

test("holds of the document's path no more than the result has", () => {
  const path = `/a/${"b".repeat(8000)}/c`;
  expect(resolvePath("../x", path)).toBe("/a/x/../x");
  expect(resolvePath("d/../../x", path)).toBe("/a/x/d/../../x");
});
