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
      expect(failing.stdout).toContain("1 open incident, 1 failure.");
      expect(failing.stdout).toContain("https://www.example.com");
      expect(failing.stdout).toContain("11200 HTTP retrieval failure ×1");
    }));

  it("tells of rehearsals as such, and counts them in no incident", () =>
    withEmulator(async (emulator) => {
      await writeOne(emulator, { rehearsal: true });
      const one = await listOn(emulator);
      expect(one.code).toBe(0);
      expect(one.stdout).toContain("Nothing is failing now.");
      expect(one.stdout).toMatch(
        /1 rehearsal among the newest records, the last at .*\. A rehearsal counts in no incident\./,
      );
      await writeOne(emulator, { rehearsal: true });
      await writeOne(emulator);
      const two = await listOn(emulator);
      expect(two.stdout).toContain("1 open incident, 1 failure.");
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
        stdout: "✔ Nothing is failing now.\n\n",
      });
    }));
});
