import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emulatorSettings } from "../../src/cli/service/emulator-settings";
import { envText } from "../../src/cli/service/env-text";
import type { TwilioEmulator } from "../../src/emulator";
import { seeded } from "../support/arbitraries/seeded";
import { runCommand, startCommand } from "../support/runtime/command";
import { generateAll } from "../support/samples/generated-account";
import { snapshot } from "../support/samples/numbers";
import { withEmulator } from "../support/servers/emulator";

const KILLS = 50;
const SUBACCOUNTS = 1000;
const NUMBERS_EACH = 50;

/** A folder with the `.env` of an emulator. */
async function folderFor(emulator: TwilioEmulator): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "twilio-fallback-numbers-"));
  await writeFile(join(folder, ".env"), envText(emulatorSettings(emulator)));
  return folder;
}

describe("numbers attach, killed again and again", () => {
  it(`${KILLS} times at random moments and run again, loses nothing`, async () => {
    let writes = 0;
    let killAt = Infinity;
    let kill = (): void => undefined;
    const prepare = (server: Server): void => {
      server.prependListener("request", ({ method }: IncomingMessage) => {
        if (method === "POST" && ++writes >= killAt) kill();
      });
    };
    await withEmulator(
      async (emulator) => {
        generateAll(emulator, 23);
        const folder = await folderFor(emulator);
        const before = snapshot(emulator);
        const random = seeded(5);
        const attach = [
          ...["attach", "--to", "a-1-dev.twil.io,b-2-dev.twil.io"],
          ...["--fast-failover", "--replace", "--force", "--yes"],
        ];
        for (let n = 0; n < KILLS; n++) {
          killAt = writes + 1 + Math.floor(random() * 14);
          const running = startCommand("numbers", attach, folder);
          kill = () => {
            running.kill("SIGKILL");
          };
          await running.ended;
        }
        killAt = Infinity;
        const last = await runCommand("numbers", attach, folder);
        expect(last).toMatchObject({ code: 0, stderr: "" });
        const again = await runCommand("numbers", attach, folder);
        expect(again.stdout).toContain("Nothing to change.");

        const undoFiles = (await readdir(folder))
          .filter((name) => name.startsWith("numbers-undo"))
          .toSorted()
          .toReversed();
        expect(undoFiles.length).toBeGreaterThan(10);
        for (const undo of undoFiles) {
          const restored = await runCommand(
            "numbers",
            ["restore", undo, "--yes"],
            folder,
          );
          expect(restored).toMatchObject({ code: 0, stderr: "" });
        }
        expect(snapshot(emulator)).toEqual(before);
        await rm(folder, { recursive: true });
      },
      { prepare },
    );
  }, 900_000);
});

describe("numbers audit --subaccounts", () => {
  it(`reads ${SUBACCOUNTS} accounts of ${NUMBERS_EACH} numbers, four at a time, in a heap of 96 MiB`, async () => {
    const busy = new Map<string, number>();
    let mostAtOnce = 0;
    const prepare = (server: Server): void => {
      server.prependListener(
        "request",
        (request: IncomingMessage, response: ServerResponse) => {
          const { authorization = "" } = request.headers;
          busy.set(authorization, (busy.get(authorization) ?? 0) + 1);
          mostAtOnce = Math.max(mostAtOnce, busy.size);
          response.once("close", () => {
            const left = (busy.get(authorization) ?? 1) - 1;
            if (left === 0) busy.delete(authorization);
            else busy.set(authorization, left);
          });
        },
      );
    };
    await withEmulator(
      async (emulator) => {
        for (let n = 0; n < SUBACCOUNTS; n++) {
          const { phoneNumbers } = emulator.account.addSubaccount(`Shop ${n}`);
          for (let m = 0; m < NUMBERS_EACH; m++)
            phoneNumbers.add({
              phone_number: `+1${4_150_000_000 + n * NUMBERS_EACH + m}`,
              voice_url: `https://shop-${n % 7}.example.com/voice`,
            });
        }
        const folder = await folderFor(emulator);
        const env = { NODE_OPTIONS: "--max-old-space-size=96" };
        const args = ["audit", "--subaccounts"];
        const json = await runCommand(
          "numbers",
          [...args, "--json"],
          folder,
          env,
        );
        expect(json.code).toBe(1);
        const { resources, summary } = JSON.parse(json.stdout) as {
          resources: { accountSid: string }[];
          summary: { missing: number };
        };
        expect(resources).toHaveLength(2 * SUBACCOUNTS * NUMBERS_EACH);
        expect(summary.missing).toBe(SUBACCOUNTS * NUMBERS_EACH);
        expect(json.stderr).toContain("Read 500 of 1,001 accounts.");
        expect(mostAtOnce).toBeLessThanOrEqual(4);

        const text = await runCommand("numbers", args, folder, env);
        expect(text.code).toBe(1);
        expect(text.stdout.length).toBeLessThan(5000);
        expect(text.stdout).toContain("in 143 accounts");
        await rm(folder, { recursive: true });
      },
      { prepare },
    );
  }, 900_000);
});
