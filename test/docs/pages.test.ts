import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readPages } from "../support/samples/pages";

const pages = readPages();

/** The files and headings that a page links to. */
function linksOf(path: string): { file: string; anchor: string }[] {
  const links = (pages[path] ?? "").matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g);
  return [...links]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = "", anchor = ""] = target.split("#");
      return {
        file: file === "" ? path : join(dirname(path), file),
        anchor,
      };
    });
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(path: string): string[] {
  return [...(pages[path] ?? "").matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
  );
}

describe("the README", () => {
  it("has at most 150 lines", () => {
    expect(pages["README.md"]?.trimEnd().split("\n").length).toBeLessThan(151);
  });

  it("leads to each page in one click", () => {
    const near = linksOf("README.md").map(({ file }) => file);
    const missing = Object.keys(pages).filter(
      (path) => path !== "README.md" && !near.includes(path),
    );
    expect(missing).toEqual([]);
  });
});

describe.each(Object.keys(pages))("%s", (path) => {
  it("leads only to what is there", () => {
    const broken = linksOf(path).filter(
      ({ file, anchor }) =>
        !existsSync(file) ||
        (anchor !== "" && !anchorsOf(file).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });
});
