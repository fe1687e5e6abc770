import { readdirSync, readFileSync } from "node:fs";

/** The README and the pages of docs, by their path. */
export function readPages(): Readonly<Record<string, string>> {
  const pages = readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);
  return Object.fromEntries(
    ["README.md", ...pages].map((path) => [path, readFileSync(path, "utf8")]),
  );
}
