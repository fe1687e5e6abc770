import { readFile } from "node:fs/promises";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import { join } from "node:path";
import { startEmulator } from "../../../src/emulator";
import { withEmulator } from "../../support/servers/emulator";
import { numbersOn, snapshot } from "../../support/samples/numbers";

const FROM = "https://www.example.com";
const ATTACH = ["attach", "--to", "a-1-dev.twil.io", "--fast-failover"];

/** Every field that a command looks at, and what a colleague sets it to. */
const COLLEAGUE: Readonly<Record<string, string>> = {
  VoiceUrl: "https://new.example.com/voice",
  VoiceFallbackUrl: "https://colleague.example.org/x",
  VoiceFallbackMethod: "GET",
};

/** The commands that write. `restore` undoes an `attach`. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  attach: ATTACH,
  divert: ["divert", "--from", FROM, "--to", "https://dr.example.com"],
  restore: ["restore"],
};

const BY_NIGHT = process.env["EXHAUSTIVE"] !== undefined;

interface Watched {
  readonly requests: number;
  /** Which request was the command's write; null where it did not write. */
  readonly write: number | null;
  /** What the field holds in the end. */
  readonly value: unknown;
  /** Whether the command has kept the colleague's value to bring it back. */
  readonly isKept: boolean;
  readonly code: number;
}

/** Runs a command, and has a colleague change a field right before one of its requests. */
async function watch(
  name: string,
  field: string,
  moment: number,
): Promise<Watched> {
  let requests = 0;
  let write: number | null = null;
  let isWatching = false;
  const prepare = (server: Server): void => {
    const [handle] = server.listeners("request") as [RequestListener];
    server.removeAllListeners("request");
    server.on("request", (request: IncomingMessage, response) => {
      if (isWatching) {
        requests++;
        if (requests === moment) change();
        if (request.method === "POST") write = requests;
      }
      handle(request, response);
    });
  };
  const emulator = await startEmulator({ prepare });
  const { phoneNumbers } = emulator.account;
  const sid = phoneNumbers.add({ voice_url: `${FROM}/voice` });
  const wanted = COLLEAGUE[field] ?? "";
  const change = (): void => {
    phoneNumbers.update(sid, new URLSearchParams({ [field]: wanted }));
  };
  const numbers = await numbersOn(emulator);
  const undoFiles = async () => {
    const files = await numbers.undoFiles();
    return Promise.all(
      files.map((file) => readFile(join(numbers.folder, file), "utf8")),
    );
  };
  if (name === "restore") await numbers.run([...ATTACH, "--yes"]);
  isWatching = true;
  const files = name === "restore" ? await numbers.undoFiles() : [];
  const { code } = await numbers.run([
    ...(COMMANDS[name] ?? []),
    ...files,
    "--yes",
  ]);
  const isKept = (await undoFiles()).join().includes(`"old": "${wanted}"`);
  const names = {
    VoiceUrl: "voice_url",
    VoiceFallbackUrl: "voice_fallback_url",
  };
  const stored = { VoiceFallbackMethod: "voice_fallback_method", ...names };
  const value = phoneNumbers.get(sid)?.[stored[field as "VoiceUrl"]];
  await Promise.all([emulator.stop(), numbers.remove()]);
  return { requests, write, value, isKept, code };
}

describe.each(Object.keys(COMMANDS))(
  "%s, while a colleague changes",
  (name) => {
    it.each(Object.keys(COLLEAGUE))(
      "%s at any moment, overwrites nothing unseen",
      async (field) => {
        const undisturbed = await watch(name, field, Infinity);
        expect(undisturbed.code).toBe(0);
        expect(undisturbed.write).toBe(undisturbed.requests);
        const left: number[] = [];
        const { requests } = undisturbed;
        for (let moment = 1; moment <= requests; moment++) {
          // By day, the end and some of the reading before it.
          const isTried = BY_NIGHT || moment > requests - 3 || moment % 5 === 0;
          if (!isTried) continue;
          const { value, isKept, write, code } = await watch(
            name,
            field,
            moment,
          );
          if (write === null && code === 1) left.push(moment);
          // Between the last look and the write there is one request's time, and no way to see.
          if (moment === write) continue;
          const isThere = value === COLLEAGUE[field];
          expect([moment, isThere || isKept]).toEqual([moment, true]);
        }
        // The last moment at which a change is seen is right before the last look.
        const isLookedAt = name === "attach" || field === "VoiceUrl";
        if (isLookedAt) expect(left).toContain(undisturbed.requests - 1);
      },
      60_000,
    );
  },
);

describe("two commands at once", () => {
  it("leave to each other what the other has changed, and both can be undone", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const numbers = await numbersOn(emulator);
      for (let n = 0; n < 30; n++)
        account.phoneNumbers.add({ voice_url: `${FROM}/${n}` });
      const before = snapshot(emulator);
      const second = ["attach", "--to", "b-2-dev.twil.io", "--only", "PN*"];
      let inBetween = { code: -1 };
      const { code, printed } = await numbers.run(
        ["attach", "--to", "a-1-dev.twil.io"],
        {
          answer: async () => {
            inBetween = await numbers.run([...second, "--yes"]);
            return true;
          },
        },
      );
      expect(inBetween.code).toBe(0);
      expect(code).toBe(1);
      expect(printed).toContain(
        "✖ 0 of 30 resources changed, 30 left to someone else's change",
      );
      expect(
        account.phoneNumbers.all().map((one) => one["voice_fallback_url"]),
      ).toEqual(Array(30).fill("https://b-2-dev.twil.io/fallback"));

      const files = await numbers.undoFiles();
      expect(files).toHaveLength(2);
      const [, stale = ""] = files;
      const [early = ""] = files;
      const conflicts = await numbers.run(["restore", stale, "--yes"]);
      expect(conflicts.code).toBe((await isOf(stale, "b-2")) ? 0 : 1);
      await numbers.run(["restore", early, "--yes"]);
      expect(snapshot(emulator)).toEqual(before);

      async function isOf(file: string, name: string): Promise<boolean> {
        const text = await readFile(join(numbers.folder, file), "utf8");
        return text.includes(name);
      }
      await numbers.remove();
    }));

  it("at the very same time, lose nothing that was there before", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const numbers = await numbersOn(emulator);
      for (let n = 0; n < 30; n++)
        account.phoneNumbers.add({ voice_url: `${FROM}/${n}` });
      const before = snapshot(emulator);
      await Promise.all(
        ["a-1-dev.twil.io", "b-2-dev.twil.io"].map((to) =>
          numbers.run(["attach", "--to", to, "--yes"]),
        ),
      );
      for (const { voice_fallback_url } of account.phoneNumbers.all())
        expect(voice_fallback_url).toMatch(
          /^https:\/\/[ab]-[12]-dev\.twil\.io/,
        );
      for (const file of await numbers.undoFiles())
        await numbers.run(["restore", file, "--yes"]);
      expect(snapshot(emulator)).toEqual(before);
      await numbers.remove();
    }));
});

describe("an undo file", () => {
  it("is there whole and for its owner alone before the first write", async () => {
    let seen: { mode: number; changes: number } | null = null;
    const look: { now?: () => Promise<void> } = {};
    const emulator = await startEmulator({
      prepare: (server) => {
        const [handle] = server.listeners("request") as [RequestListener];
        server.removeAllListeners("request");
        server.on("request", (request: IncomingMessage, response) => {
          void (async () => {
            if (request.method === "POST" && seen === null) await look.now?.();
            handle(request, response);
          })();
        });
      },
    });
    const numbers = await numbersOn(emulator);
    for (let n = 0; n < 10; n++)
      emulator.account.phoneNumbers.add({ voice_url: `${FROM}/${n}` });
    const { stat } = await import("node:fs/promises");
    look.now = async () => {
      const [file = ""] = await numbers.undoFiles();
      const path = join(numbers.folder, file);
      const { changes } = JSON.parse(await readFile(path, "utf8")) as {
        changes: unknown[];
      };
      const { mode } = await stat(path);
      seen = { mode: mode & 0o777, changes: changes.length };
    };
    expect((await numbers.run([...ATTACH, "--yes"])).code).toBe(0);
    expect(seen).toEqual({ mode: 0o600, changes: 10 });
    await Promise.all([emulator.stop(), numbers.remove()]);
  });
});
