import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { checkWords } from "../../../src/cli/words/check-words";
import { readAssets } from "../../../src/cli/words/read-assets";

const RECIPES = "docs/words";
const names = readdirSync(RECIPES);

describe("the recipes of docs/words.md", () => {
  it.each(names)("%s can be copied into assets as it is", async (name) => {
    const assets = await readAssets("assets");
    const recipe = await readAssets(`${RECIPES}/${name}`);
    expect(recipe.size).toBeGreaterThan(1);
    expect(checkWords(new Map([...assets, ...recipe]))).toEqual([]);
  });

  it("stand in the page, each with a link", async () => {
    const page = await readFile("docs/words.md", "utf8");
    const linked = [...page.matchAll(/^\| \[`([^`]+)`\]\(words\/\1\)/gm)];
    expect(linked.map(([, name]) => name).sort()).toEqual([...names].sort());
  });
});
