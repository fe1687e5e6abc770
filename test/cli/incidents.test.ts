import { journalBreaker, syncJournal } from "../../src/journal/sync-journal";
import { createRestClient } from "../../src/twilio/rest";
import type { TwilioEmulator } from "../../src/emulator";
import { runCommand } from "../support/runtime/command";
import { runHere, type Place } from "../support/runtime/in-process";
import {
  accessTo,
  emulatorSettings,
  withEmulator,
} from "../support/servers/emulator";
import { refusingUrl } from "../support/servers/misbehaving-server";
import { withoutColor } from "../../src/cli/terminal/color";
import { someRecord } from "../support/samples/records";
import { startBudget } from "../../src/resilience/budget";

const writeOne = async (
  emulator: TwilioEmulator,
  failure: Parameters<typeof someRecord>[0] = {},
) => {
  const write = syncJournal(
    { syncServiceSid: "default", journalShards: 10, journalTtlDays: 30 },
    createRestClient(accessTo(emulator)),
    journalBreaker(),
  );
  await write(someRecord(failure), startBudget(5000));
};

const listOn = (
  emulator: TwilioEmulator,
  args: readonly string[] = [],
  place: Place = {},
) =>
  runHere(["incidents", ...args], {
    environment: emulatorSettings(emulator),
    ...place,
  });

describe("incidents", () => {
  it("says in words what is failing, and by its exit code that something is", () =>
    withEmulator(async (emulator) => {
      const calm = await listOn(emulator);
      expect(calm).toMatchObject({ code: 0, stderr: "" });
      expect(calm.stdout).toContain("Nothing is failing now.");
      await writeOne(emulator);
      const failing = await listOn(emulator);
      expect(failing.code).toBe(1);
      expect(failing.stdout).toMatch(/^✖ 1 open incident: 1 call/);
      expect(failing.stdout).toContain(
        "https://www.example.com: Answers with an error",
      );
      expect(failing.stdout).toContain("11200 HTTP retrieval failure ×1");
    }));

  it("tells of rehearsals as such, and counts them in no incident", () =>
    withEmulator(async (emulator) => {
      await writeOne(emulator, { rehearsal: true });
      const one = await listOn(emulator);
      expect(one.code).toBe(0);
      expect(one.stdout).toContain("Nothing is failing now.");
      expect(one.stdout).toMatch(
        /1 rehearsal among the newest records, the last at 2[\d-]+ [\d:]+ UTC\./,
      );
      await writeOne(emulator, { rehearsal: true });
      await writeOne(emulator);
      const two = await listOn(emulator);
      expect(two.stdout).toContain("1 open incident: 1 call");
      expect(two.stdout).toContain(
        "2 rehearsals among the newest records, the last at ",
      );
    }));

  it("prints what /incidents answers, as JSON", () =>
    withEmulator(async (emulator) => {
      await writeOne(emulator);
      const { stdout } = await listOn(emulator, ["--json", "--hours", "1"]);
      expect(JSON.parse(stdout)).toMatchObject({
        hours: 1,
        truncated: false,
        incidents: [{ count: 1, state: "open" }],
        failures: [{ v: 1 }],
      });
    }));

  it("shows as many failures as it is asked for, and says where there are more", () =>
    withEmulator(async (emulator) => {
      for (let n = 0; n < 7; n++) await writeOne(emulator);
      const shown = async (...args: string[]) => {
        const { stdout } = await listOn(emulator, ["--json", ...args]);
        const { failures, truncated } = JSON.parse(stdout) as {
          failures: unknown[];
          truncated: boolean;
        };
        return [failures.length, truncated];
      };
      expect(await shown()).toEqual([7, false]);
      expect(await shown("--limit", "7")).toEqual([7, false]);
      expect(await shown("--limit", "6")).toEqual([6, true]);
      const { stdout } = await listOn(emulator);
      expect(
        stdout.match(/^2\d{3}-\d\d-\d\d [\d:]{8} UTC {2}call/gm),
      ).toHaveLength(5);
      expect(stdout).toContain("There are more: --limit");
      const all = await listOn(emulator, ["--limit", "7"]);
      expect(all.stdout).not.toContain("There are more");
    }));

  it.each([80, 100, 120])(
    "fits %i columns, with colours and without, and breaks no word",
    (columns) =>
      withEmulator(async (emulator) => {
        await writeOne(emulator, {
          from: "+14155550123",
          to: "+15550001111",
          ours: "to",
        });
        const [plain, colored] = [
          await listOn(emulator, [], { columns }),
          await listOn(emulator, [], { columns, isColored: true }),
        ];
        expect(withoutColor(colored.stdout)).toBe(plain.stdout);
        for (const line of plain.stdout.split("\n"))
          expect(line.length).toBeLessThanOrEqual(columns);
        for (const word of ["+15550001111 ×1", "HTTP retrieval failure", "UTC"])
          expect(plain.stdout).toContain(word);
      }),
  );

  it("follows what happens until it is stopped, and exits with what it saw last", () =>
    withEmulator(async (emulator) => {
      const stopping = new AbortController();
      const { code, stdout } = await listOn(emulator, ["--follow"], {
        stopped: stopping.signal,
        onPrint: (text) => {
          if (text.includes("Nothing is failing")) void writeOne(emulator);
          else stopping.abort();
        },
      });
      expect(stdout).toContain("1 open incident");
      expect(code).toBe(1);
    }));

  it("says in one line why it cannot tell", async () => {
    const url = await refusingUrl();
    const account = { accountSid: `AC${"1".repeat(32)}`, authToken: "secret" };
    const unreachable = await runHere(["incidents"], {
      environment: emulatorSettings({ url, ...account }),
    });
    expect(unreachable).toMatchObject({ code: 2, stdout: "" });
    expect(unreachable.stderr.trim().split("\n")).toHaveLength(1);
    const none = await runHere(["incidents"]);
    expect(none).toMatchObject({ code: 2, stdout: "" });
    expect(none.stderr).toMatch(/^No Twilio credentials: set [^\n]*\n$/);
    const wrong = await runHere(["incidents", "--hours", "721"]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("Expected a whole number from 1 to 720.");
  });

  it("runs as a program", () =>
    withEmulator(async (emulator) => {
      const env = emulatorSettings(emulator);
      const { code, stdout } = await runCommand("incidents", [], "/", env);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: "✔ Nothing is failing now.\n",
      });
    }));
});
