import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type TwilioEmulator } from "../../src/emulator";
import { SMS_SETTINGS } from "../support/samples/alerts";
import { checkout } from "../support/runtime/checkout";
import { envText } from "../../src/cli/service/env-text";
import { startLine } from "../support/runtime/command";
import { runHere } from "../support/runtime/in-process";
import { readPages } from "../support/samples/pages";
import { emulatorSettings } from "../support/servers/emulator";

/** Who runs a command: a file, and the words in it by which it does. */
type RunElsewhere = readonly [file: string, words: string];
/** What to add to a command to have it run here, how it ends, and what it must have said. */
interface RunHere {
  readonly more?: readonly string[];
  readonly code: number;
  readonly says: string;
}

const TARGET_TEST = "test/cli/drill-target/target.test.ts";
const DEPLOY: RunElsewhere = [
  "test/cli/deploy.test.ts",
  '"uploads each Function and asset, the settings of .env, and nothing else"',
];

/** Every command that the README and the pages name. */
const COMMANDS: Readonly<Record<string, RunElsewhere | RunHere>> = {
  "npm ci && npm run drill": [".ci/run", "\nnpm run drill\n"],
  "npm ci && npm test": [".ci/run", "\nnpm ci && npm test\n"],
  "npm start": [
    "test/cli/start.test.ts",
    '"runs the service against the emulator, says so,',
  ],
  "npm ci && npm run deploy": DEPLOY,
  "npm run deploy": DEPLOY,
  // The Twilio CLI's plugin wraps what `npm run deploy` runs.
  "twilio serverless:deploy": DEPLOY,
  "npm run numbers -- audit": { code: 1, says: "1 of 1 channel " },
  "npm run numbers -- attach --to twilio-fallback-1234-dev.twil.io --fast-failover":
    { more: ["--yes", "--force"], code: 0, says: "✔ 1 resource changed." },
  "npm run numbers -- attach --to a.twil.io,b.twil.io,c.twil.io --replace": {
    more: ["--yes", "--force"],
    code: 0,
    says: "✔ 1 resource changed.",
  },
  "npm run drill -- --target twilio-fallback-1234-dev.twil.io": [
    TARGET_TEST,
    '"rehearses every error on both channels,',
  ],
  "npm run drill -- --target twilio-fallback-1234-dev.twil.io --channel voice --backups --error-url https://www.example.com/voice":
    [TARGET_TEST, '"asks the backups once a channel'],
  "npm run drill -- --target twilio-fallback-1234-dev.twil.io --backups --every-primary":
    [
      "test/cli/drill-target/every-primary.test.ts",
      '"names what is wrong with each broken backup,',
    ],
  "npm run drill -- --target twilio-fallback-1234-dev.twil.io --call +14155550100":
    [
      "test/cli/drill-target/call.test.ts",
      '"asks first, says what it costs, and rings nobody without a yes"',
    ],
  "npm run alert-test": { code: 0, says: "✔ sms to +15550142671: 201 queued" },
  "npm start -- --rehearse": [
    "test/cli/start.test.ts",
    '"rehearses failures to look at, with a token for /incidents"',
  ],
  "npm run incidents": { code: 0, says: "Nothing is failing now." },
  "npm run incidents -- --hours 72": {
    code: 0,
    says: "Nothing is failing now.",
  },
  "npm run incidents -- --hours 72 --json": { code: 0, says: '"hours":72' },
  "npm run incidents -- --follow": {
    code: 0,
    says: "Nothing is failing now.",
  },
  "npm run bench": [
    "test/bench/bench.test.ts",
    '"reports what it measured, for machines too"',
  ],
  "npx twilio-fallback words": { code: 0, says: "We are sorry" },
  "npm run numbers -- audit --probe --except +14155550199 workflow": {
    code: 1,
    says: "1 of 1 channel ",
  },
  "npm run numbers -- divert --from https://www.example.com --to https://dr.example.com/app":
    [
      "test/cli/numbers/divert.test.ts",
      '"moves every primary of a server, and restore brings them back"',
    ],
  "npm run numbers -- buy --country US --area-code 415 --voice-url https://www.example.com/voice --to twilio-fallback-1234-dev.twil.io":
    [
      "test/cli/numbers/buy.test.ts",
      '"buys what is asked for, with its price said before"',
    ],
};

describe("the commands of the README and of the pages", () => {
  const pages = readPages();
  const text = Object.values(pages).join("\n");
  const commands = [...new Set(Object.values(pages).flatMap(commandsIn))];

  it("are all run by a test", () => {
    const whole = commands.filter((command) => !command.includes("<"));
    expect(whole.toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
  });

  it.each(commands.filter((command) => command.includes("<")))(
    "%s, whose reader knows the rest, is a command that there is",
    async (command) => {
      const args = argumentsOf(command.replace(/ (?:-- )?<.*/, ""));
      const { code, stdout } = await runHere([...args, "--help"]);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: twilio-fallback ${args.join(" ")} `);
    },
  );

  it("are scripts that there are", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = text.matchAll(/\bnpm (?:run )?([a-z-]+)/g);
    const names = new Set([...named].map(([, name = ""]) => name));
    names.delete("ci");
    expect(names.size).toBeGreaterThan(6);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...names]));
  });

  it.each(
    Object.entries(COMMANDS).filter(([, run]) => Array.isArray(run)) as [
      string,
      RunElsewhere,
    ][],
  )("%s is run where it is said to be", async (command, [file, words]) => {
    const text = await readFile(file, "utf8");
    expect(text).toContain(words);
    const [, script = ""] = /npm (?:run )?([a-z-]+)[^&]*$/.exec(command) ?? [];
    expect(text).toContain(script);
  });

  describe("run here", () => {
    let emulator: TwilioEmulator;
    let folder: string;
    let remove: () => Promise<void>;
    beforeAll(async () => {
      emulator = await startEmulator();
      emulator.account.phoneNumbers.add({
        phone_number: "+14155550100",
        voice_url: "https://www.example.com/voice",
      });
      ({ folder, remove } = await checkout());
      const settings = { ...emulatorSettings(emulator), ...SMS_SETTINGS };
      await writeFile(join(folder, ".env"), envText(settings));
    });
    afterAll(() => Promise.all([emulator.stop(), remove()]));

    it.each(
      Object.entries(COMMANDS).filter(([, run]) => !Array.isArray(run)) as [
        string,
        RunHere,
      ][],
    )("%s", async (command, { more = [], code, says }) => {
      const stopping = new AbortController();
      const done = await runHere([...argumentsOf(command), ...more], {
        folder,
        stopped: stopping.signal,
        onPrint: () => {
          stopping.abort();
        },
      });
      expect(done).toMatchObject({ code, stderr: "" });
      expect(done.stdout).toContain(says);
      expect(emulator.unknownCalls).toEqual([]);
    });

    it("npm run incidents, typed into a shell", async () => {
      const ended = await startLine("npm run incidents", folder).ended;
      expect(ended).toMatchObject({ code: 0 });
      expect(ended.stdout).toContain("Nothing is failing now.");
    });
  });
});

/** What follows the program's name, of a command as it is typed. */
function argumentsOf(command: string): string[] {
  return command
    .replace(/^(?:npx twilio-fallback|npm run|npm) /, "")
    .replace(" -- ", " ")
    .split(" ");
}

/** What a reader would type: the lines of `sh` blocks, and inline code that is a command. */
function commandsIn(page: string): string[] {
  const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)];
  const lines = blocks.flatMap(([, text = ""]) =>
    text
      .replaceAll(/\s*\\\n\s*/g, " ")
      .split("\n")
      .filter((line) => line.trim() !== ""),
  );
  const prose = page.replaceAll(/^```[^]*?^```$/gm, "");
  const inline = [...prose.matchAll(/`((?:npm|npx|node|twilio) [^`]+)`/g)];
  return [...new Set([...lines, ...inline.map(([, text = ""]) => text)])];
}
