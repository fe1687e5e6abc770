import { journalBreaker, syncJournal } from "../../src/journal/sync-journal";
import { createRestClient } from "../../src/twilio/rest";
import type { TwilioEmulator } from "../../src/emulator";
import { runCommand, startCommand } from "../support/runtime/command";
import { accessTo, withEmulator } from "../support/servers/emulator";
import { refusingUrl } from "../support/servers/misbehaving-server";
import { someRecord } from "../support/samples/records";
import { startBudget } from "../../src/resilience/budget";

const envFor = ({
  url,
  accountSid,
  authToken,
}: Parameters<typeof accessTo>[0]) => ({
  TWILIO_EMULATOR_URL: url,
  ACCOUNT_SID: accountSid,
  AUTH_TOKEN: authToken,
});

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

describe("npm run incidents", () => {
  it("says in words what is failing, and by its exit code that something is", () =>
    withEmulator(async (emulator) => {
      const env = envFor(emulator);
      const calm = await runCommand("incidents", [], undefined, env);
      expect(calm).toMatchObject({ code: 0 });
      expect(calm.stdout).toContain("Nothing is failing now.");
      await writeOne(emulator);
      const failing = await runCommand("incidents", [], undefined, env);
      expect(failing.code).toBe(1);
      expect(failing.stdout).toContain("1 open incident, 1 failure.");
      expect(failing.stdout).toContain("https://www.example.com");
      expect(failing.stdout).toContain("11200 HTTP retrieval failure ×1");
    }));

  it("tells of rehearsals as such, and counts them in no incident", () =>
    withEmulator(async (emulator) => {
      const env = envFor(emulator);
      await writeOne(emulator, { rehearsal: true });
      const one = await runCommand("incidents", [], undefined, env);
      expect(one.code).toBe(0);
      expect(one.stdout).toContain("Nothing is failing now.");
      expect(one.stdout).toMatch(
        /1 rehearsal among the newest records, the last at .*\. A rehearsal counts in no incident\./,
      );
      await writeOne(emulator, { rehearsal: true });
      await writeOne(emulator);
      const two = await runCommand("incidents", [], undefined, env);
      expect(two.stdout).toContain("1 open incident, 1 failure.");
      expect(two.stdout).toContain(
        "2 rehearsals among the newest records, the last at ",
      );
    }));

  it("prints what /incidents answers, as JSON", () =>
    withEmulator(async (emulator) => {
      await writeOne(emulator);
      const { stdout } = await runCommand(
        "incidents",
        ["--json", "--hours", "1"],
        undefined,
        envFor(emulator),
      );
      expect(JSON.parse(stdout)).toMatchObject({
        hours: 1,
        truncated: false,
        incidents: [{ count: 1, state: "open" }],
        failures: [{ v: 1 }],
      });
    }));

  it("follows what happens", () =>
    withEmulator(async (emulator) => {
      const env = envFor(emulator);
      const running = startCommand("incidents", ["--follow"], undefined, env);
      await running.printed("Nothing is failing now.");
      await writeOne(emulator);
      await running.printed("1 open incident");
      running.kill();
      await running.ended;
    }));

  it("says in one line why it cannot tell", async () => {
    const url = await refusingUrl();
    const account = { accountSid: "AC1", authToken: "secret-token" };
    const unreachable = await runCommand(
      "incidents",
      [],
      undefined,
      envFor({ url, ...account }),
    );
    expect(unreachable).toMatchObject({ code: 2, stdout: "" });
    expect(unreachable.stderr.trim().split("\n")).toHaveLength(1);
    const none = await runCommand("incidents", [], undefined, {
      ACCOUNT_SID: "",
    });
    expect(none.stderr).toContain("No account: put ACCOUNT_SID");
    const wrong = await runCommand("incidents", ["--hours", "721"]);
    expect(wrong.code).toBe(2);
  });
});
