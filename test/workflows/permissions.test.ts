import { readdirSync, readFileSync } from "node:fs";

const FOLDER = ".github/workflows";

describe.each(readdirSync(FOLDER))("the workflow %s", (name) => {
  const text = readFileSync(`${FOLDER}/${name}`, "utf8");

  it("may read the repository and no more, and leaves no credentials to what it runs", () => {
    expect(text).toMatch(/^permissions:(?: \{\}|\n {2}contents: read)\n(?! )/m);
    expect(text).not.toMatch(/pull_request_target|: write\b/);
    const checkouts = text.match(/actions\/checkout@/g) ?? [];
    const kept = text.match(/persist-credentials: false/g) ?? [];
    expect(kept).toHaveLength(checkouts.length);
  });

  it("runs no action but a commit that it names, with its version beside it", () => {
    const actions = text.match(/uses: .*/g) ?? [];
    expect(actions.length > 0).toBe(name !== "watch.yml");
    for (const action of actions)
      expect(action).toMatch(/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("runs no package's script where it is given a secret", () => {
    if (!text.includes("secrets.")) return;
    const installs = text.match(/npm (?:ci|install|i)\b.*/g) ?? [];
    expect(installs).toEqual(installs.map(() => "npm ci --ignore-scripts"));
  });
});
