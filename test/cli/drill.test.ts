import { checkout } from "../support/runtime/checkout";
import { runCommand } from "../support/runtime/command";

interface DrillJson {
  ok: boolean;
  rows: {
    scenario: string;
    channel: string;
    error: { code: number; title: string } | null;
    heard: string[];
    journaled: string | null;
    ms: number | null;
    broken: string[];
    alerted: string[];
    outcome: string | null;
    recoveredBy: string | null;
    steps: { url: string; error: { code: number } | null; heard: string[] }[];
  }[];
  alerts: {
    calls: number;
    containers: number;
    told: { notifier: string; words: string }[];
    broken: string[];
  } | null;
  broughtBack: {
    messages: number;
    answered: number;
    optedOut: number;
    broken: string[];
  } | null;
  words: {
    isWell: boolean;
    played: { path: string; ways: { heard: string[] }[] }[];
  };
}

describe("npm run drill", () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ folder, remove } = await checkout());
  });
  afterAll(() => remove());
  const drill = (...args: string[]) => runCommand("drill", args, folder);

  it("plays every scenario on both channels, breaking no law", async () => {
    const { code, stdout } = await drill("--json");
    const { ok, rows, alerts, broughtBack, words } = JSON.parse(
      stdout,
    ) as DrillJson;
    expect(broughtBack).toMatchObject({ optedOut: 1, broken: [] });
    expect(broughtBack?.messages).toBeGreaterThan(20);
    expect(broughtBack?.answered).toBe((broughtBack?.messages ?? 0) - 1);
    expect(words.isWell).toBe(true);
    expect(words.played.map(({ path }) => path).toSorted()).toEqual([
      "messaging-error.xml",
      "voice-error.xml",
    ]);
    expect(rows.filter(({ broken }) => broken.length > 0)).toEqual([]);
    const all = ["sms", "email", "slack", "pagerduty", "webhook"];
    expect(rows[0]?.alerted).toEqual(expect.arrayContaining(all));
    expect(alerts).toMatchObject({ calls: 50, containers: 3, broken: [] });
    expect(alerts?.told.map(({ notifier }) => notifier).sort()).toEqual(
      all.toSorted(),
    );
    expect({ ok, code }).toEqual({ ok: true, code: 0 });
    for (const channel of ["voice", "messaging"]) {
      const played = rows.filter((row) => row.channel === channel);
      expect(played).toHaveLength(29);
      expect(
        played.filter(({ journaled }) => journaled === "sync"),
      ).toHaveLength(28);
      expect(
        played.find(({ scenario }) => scenario === "healthy"),
      ).toMatchObject({
        error: null,
        journaled: null,
        heard: ["“Hello.”"],
      });
      expect(
        played.find(({ scenario }) => scenario === "refused"),
      ).toMatchObject({
        error: { code: 11202, title: "TCP connection refused" },
        heard: [
          expect.stringMatching(/^“We are sorry/),
          ...(channel === "voice" ? ["(hangs up)"] : []),
        ],
      });
    }
  }, 240_000);

  it("follows a call to its good end at the backup when the primary dies in between", async () => {
    const { stdout } = await drill(
      "--scenario",
      "dies-between-steps",
      "--json",
    );
    const { rows } = JSON.parse(stdout) as DrillJson;
    expect(rows).toMatchObject([
      {
        channel: "voice",
        outcome: "recovered",
        steps: [
          {
            error: null,
            heard: ["“Press 1 for opening hours.”", "(is asked for input)"],
          },
          { error: { code: 11202 } },
          {
            error: null,
            heard: ["“We are open until six. Goodbye.”", "(hangs up)"],
          },
        ],
      },
      {
        channel: "messaging",
        outcome: "recovered",
        steps: [{ error: null }, { heard: ["“We are open until six.”"] }],
      },
    ]);
    const [call] = rows;
    expect(call?.steps.at(-1)?.url).toBe(
      `${call?.recoveredBy ?? ""}/hours?choice=1`,
    );
  }, 240_000);

  it("plays one scenario of one channel, and sums up", async () => {
    const { code, stdout } = await drill(
      "--scenario",
      "server-error",
      "--channel",
      "messaging",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✔ 500 Internal Server Error +11200 our words +/m);
    expect(stdout).not.toContain("Calls");
    expect(stdout.trim().split("\n").slice(-3)).toEqual([
      expect.stringMatching(
        /^✔ 1 failure: each reply was TwiML that Twilio takes, the slowest in \d+ ms\.$/,
      ),
      "✔ 0 went on at a backup, 1 got our words.",
      "✔ Nothing was lost: 1 record in Sync.",
    ]);
    const widths = stdout.split("\n").map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
  });

  it("tells every attempt and every word where it is to be verbose", async () => {
    const one = ["--scenario", "second-backup", "--channel", "voice"];
    const { code, stdout } = await drill(...one, "--verbose");
    expect(code).toBe(0);
    expect(stdout).toContain("  11200 HTTP retrieval failure");
    expect(stdout).toMatch(/^ {2}asked http:\S+: unreachable, \d+ ms$/m);
    expect(stdout).toMatch(/^ {2}asked http:\S+: twiml 200, \d+ ms$/m);
  });

  it("explains itself, and a wrong option, with exit codes that scripts can use", async () => {
    const help = await drill("--help");
    expect(help).toMatchObject({ code: 0 });
    expect(help.stdout).toContain("--scenario <name>");
    const wrong = await drill("--scenario", "flood");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("expected one of refused, unknown-host");
  });
});
