import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runHere } from "../../support/runtime/in-process";

describe("twilio-fallback words", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "twilio-fallback-words-"));
    await cp("assets", join(folder, "assets"), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, verbs: string) =>
    writeFile(join(folder, "assets", name), `<Response>${verbs}</Response>`);

  it("prints what everybody hears or reads", async () => {
    const { code, stdout, stderr } = await runHere(["words"], { folder });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("voice-error.xml: Callers of every number");
    expect(stdout).toContain("messaging-error.xml: Senders of messages");
    expect(stdout).toContain("“We are sorry. We cannot take your call");
    expect(stdout).toContain("2 documents, 2 ways through");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(81);
  });

  it("tells each way, of the number's own words and of all others", async () => {
    await put("voice-error.49.xml", '<Record action="bye.xml" method="GET"/>');
    await put("bye.xml", "<Say>Auf Wiederhören</Say>");
    const { stdout } = await runHere(["words"], { folder });
    expect(stdout).toContain("Callers of every other number");
    expect(stdout).toContain("Callers of numbers that begin with +49");
    expect(stdout).toMatch(/1\. Record on line 1: speaks: .*“Auf Wiederhören”/);
    expect(stdout).toMatch(/3\. Record on line 1: says nothing: /);
  });

  it("refuses with a line a fault, and plays nothing", async () => {
    await put("voice-error.xml", '<Sya>Hi</Sya><Redirect method="GET"/>');
    const { code, stdout, stderr } = await runHere(["words"], { folder });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.trim().split("\n")).toEqual([
      "assets/voice-error.xml:1:11: <Sya>: did you mean <Say>?",
      expect.stringMatching(/^assets\/voice-error\.xml:1:24: .*never ends/),
    ]);
  });

  it("warns of a voice that is newer than the check, and goes on", async () => {
    await put("voice-error.xml", '<Say voice="Polly.Newest">Hi</Say>');
    const { code, stdout, stderr } = await runHere(["words"], { folder });
    expect(code).toBe(0);
    expect(stderr).toContain("warning: voice=");
    expect(stdout).toContain("“Hi”");
  });

  it("prints JSON and nothing else with --json", async () => {
    const { code, stdout } = await runHere(["words", "--json"], { folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      faults: [],
      documents: [
        {
          path: "voice-error.xml",
          channel: "voice",
          digits: null,
          ways: [{ choices: [], troubles: [] }],
        },
        { path: "messaging-error.xml", channel: "messaging" },
      ],
    });
  });
});
