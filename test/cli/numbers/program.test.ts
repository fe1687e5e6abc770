import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emulatorSettings } from "../../../src/cli/service/emulator-settings";
import { envText } from "../../../src/cli/service/env-text";
import { runCommand, startCommand } from "../../support/runtime/command";
import { withEmulator } from "../../support/servers/emulator";
import { fillAccount } from "../../support/samples/large-account";
import { changedSids, snapshot } from "../../support/samples/numbers";

describe("npm run numbers, as a program", () => {
  it(
    "killed in the middle of attach, leaves an undo file that restores",
    () =>
      withEmulator(async (emulator) => {
        const folder = await mkdtemp(join(tmpdir(), "twilio-fallback-killed-"));
        await writeFile(
          join(folder, ".env"),
          envText(emulatorSettings(emulator)),
        );
        fillAccount(emulator);
        const before = snapshot(emulator);
        const changed = () => changedSids(before, snapshot(emulator)).length;

        const attach = [
          ...["attach", "--to", "a-1-dev.twil.io", "--force", "--yes"],
        ];
        const running = startCommand("numbers", attach, folder);
        await running.printed("To undo all of it");
        while (changed() < 50) await sleep(1);
        running.kill("SIGKILL");
        expect(await running.ended).toMatchObject({ code: null });
        expect(changed()).toBeGreaterThanOrEqual(50);
        expect(changed()).toBeLessThan(400);

        const [undo = ""] = (await readdir(folder)).filter((name) =>
          name.startsWith("numbers-undo"),
        );
        const restored = await runCommand(
          "numbers",
          ["restore", undo, "--yes"],
          folder,
        );
        expect(restored).toMatchObject({ code: 0, stderr: "" });
        expect(snapshot(emulator)).toEqual(before);

        const http = ["attach", "--to", "http://www.example.org/"];
        const { code, stderr } = await runCommand("numbers", http, folder);
        expect(code).toBe(2);
        expect(stderr).toMatch(/^--to http:.* expected https;[^\n]*\n$/);
        await rm(folder, { recursive: true });
      }),
    60_000,
  );

  it("explains each command, and a wrong use or a refusal in one line", async () => {
    for (const [args, text] of [
      [["--help"], "restore [options] <file>"],
      [["audit", "--help"], "same-origin"],
      [["attach", "--help"], "--fast-failover [overrides]"],
      [["divert", "--help"], "--from <origin>"],
      [["restore", "--help"], "--force"],
      [["buy", "--help"], "--area-code <code>"],
    ] as const) {
      const { code, stdout } = await runCommand("numbers", args);
      expect(code).toBe(0);
      expect(stdout).toContain(text);
      expect(stdout).toContain("TWILIO_API_SECRET");
    }
    for (const [args, text] of [
      [[], "no command; expected audit, attach, divert, restore or buy"],
      [["adit"], "unknown command 'adit'; expected audit"],
      [["attach"], "required option '--to <targets>' not specified"],
      [["attach", "--to", "x.twil.io", "--kind", "phone"], "Expected number,"],
      [["audit", "--jsn"], "unknown option '--jsn'"],
    ] as const) {
      const { code, stdout, stderr } = await runCommand("numbers", args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(text);
      expect(stderr.trim().split("\n")).toHaveLength(1);
    }
  }, 60_000);
});
