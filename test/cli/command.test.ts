import { COMMANDS } from "../../src/cli/commands";
import {
  defineCommand,
  defineGroup,
  type CliCommand,
} from "../../src/cli/command";
import {
  argument,
  certainValue,
  flag,
  value,
  wholeNumber,
} from "../../src/cli/options";
import { runCli } from "../../src/cli/run-cli";
import { UserError } from "../../src/cli/user-error";
import {
  runHere,
  surroundingsOf,
  type Place,
} from "../support/runtime/in-process";

const greet = defineCommand({
  name: "greet",
  summary: "Greets.",
  arguments: { whom: argument("who is greeted") },
  options: {
    loudly: flag("with capitals"),
    howOften: certainValue("<number>", "times", {
      parse: wholeNumber(1, 3),
      default: 1,
    }),
    title: value("<title>", "before the name"),
  },
  examples: ["Ada --loudly"],
  exitCode: "0 always.",
  run: (input, { terminal }) => {
    terminal.print(JSON.stringify(input));
    return Promise.resolve(input.whom === "nobody" ? 1 : 0);
  },
});

const failing = (name: string, error: Error): CliCommand =>
  defineCommand({
    name,
    summary: "Fails.",
    exitCode: "never.",
    run: () => Promise.reject(error),
  });

const group = defineGroup({
  name: "group",
  summary: "Holds two.",
  commands: [greet, failing("mistaken", new UserError("Not so."))],
});

const run = async (args: readonly string[], place: Place = {}) => {
  const { surroundings, shown } = surroundingsOf(place);
  const commands = [greet, group, failing("broken", new Error("a bug"))];
  const code = await runCli(commands, args, surroundings);
  return { code, ...shown };
};

describe("a command", () => {
  it("is given its arguments and options by name, and says what to exit with", async () => {
    const full = [
      "greet",
      "Ada",
      "--loudly",
      "--how-often",
      "2",
      "--title",
      "Dr",
    ];
    const { code, stdout } = await run(full);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      whom: "Ada",
      loudly: true,
      howOften: 2,
      title: "Dr",
    });
    const least = await run(["greet", "nobody"]);
    expect(JSON.parse(least.stdout)).toEqual({
      whom: "nobody",
      loudly: false,
      howOften: 1,
    });
    expect(least.code).toBe(1);
  });

  it.each([
    [["greet"], "missing required argument 'whom'"],
    [["greet", "a", "b"], "too many arguments"],
    [["greet", "a", "--loud"], "unknown option '--loud'"],
    [["greet", "a", "--how-often", "4"], "a whole number from 1 to 3"],
    [["gret"], "unknown command 'gret'; expected greet, group or broken"],
    [[], "no command; expected greet, group or broken"],
    [["group"], "no command; expected greet or mistaken"],
    [["group", "x"], "unknown command 'x'; expected greet or mistaken"],
    [["group", "mistaken"], "Not so."],
  ])("refuses %j in one line", async (args, words) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("shows a bug with its stack", async () => {
    const { code, stderr } = await run(["broken"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: a bug\n {4}at /);
  });

  it.each([
    [{}, "twilio-fallback greet"],
    [{ npm_lifecycle_event: "greet" }, "npm run greet --"],
    [{ npm_lifecycle_event: "test" }, "twilio-fallback greet"],
  ])(
    "explains itself as it was called, within 80 columns: %j",
    async (environment, typed) => {
      const { code, stdout } = await run(["greet", "--help"], { environment });
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: ${typed} [options] <whom>`);
      expect(stdout).toContain(`Examples:\n  ${typed} Ada --loudly\n`);
      expect(stdout).toContain("Exit code: 0 always.");
      expect(stdout).toContain("--how-often <number>  times (default: 1)");
      expect(widest(stdout)).toBeLessThanOrEqual(80);
    },
  );
});

describe.each(COMMANDS.map(({ name }) => name))("%s --help", (name) => {
  it.each([80, 100, 120])("fits %i columns", async (columns) => {
    const { code, stdout, stderr } = await runHere([name, "--help"], {
      columns,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Usage: ");
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
  });
});

function widest(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}
