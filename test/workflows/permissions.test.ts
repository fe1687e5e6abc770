import { readdirSync, readFileSync } from "node:fs";

const FOLDER = ".github/workflows";

describe.each(readdirSync(FOLDER))("the workflow %s", (name) => {
  const text = readFileSync(`${FOLDER}/${name}`, "utf8");

  it("may read the repository and no more, and leaves no credentials to what it runs", () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(text).not.toMatch(/pull_request_target|: write\b/);
    const checkouts = text.match(/actions\/checkout@/g) ?? [];
    const kept = text.match(/persist-credentials: false/g) ?? [];
    expect(kept).toHaveLength(checkouts.length);
  });
});
