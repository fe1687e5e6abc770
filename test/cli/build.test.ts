import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout } from "../support/runtime/checkout";
import { runCommand } from "../support/runtime/command";

describe("npm run build", () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ folder, remove } = await checkout());
  });
  afterEach(() => remove());

  it.each([
    [
      "voice-error.xml",
      "<Response>\n  <Say>Tom &nbsp;</Say>\n</Response>",
      2,
      "undefined entity",
    ],
    [
      "voice-error.xml",
      "<Response>\n  <Message>Hi</Message>\n</Response>",
      2,
      "<Message> cannot stand in <Response> of a voice document",
    ],
    [
      "messaging-error.xml",
      "<Reply/>",
      1,
      "the root is <Reply>: write <Response>",
    ],
  ])(
    "refuses %s, naming file, line and reason (%#)",
    async (name, text, line, reason) => {
      await writeFile(join(folder, "assets", name), text);
      const { code, stderr } = await runCommand("build", [], folder);
      expect(code).not.toBe(0);
      expect(stderr).toContain(`assets/${name}:${line}:`);
      expect(stderr).toContain(reason);
      expect(stderr).not.toContain("    at ");
    },
  );

  it("names an error asset that is missing", async () => {
    await rm(join(folder, "assets/voice-error.xml"));
    const { code, stderr } = await runCommand("build", [], folder);
    expect(code).not.toBe(0);
    expect(stderr).toContain("assets/voice-error.xml:1:1: it is missing");
  });
});
