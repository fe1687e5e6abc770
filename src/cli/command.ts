import { Command } from "commander";
import { joinWords } from "../text/count";
import type { ArgumentSpec, OptionSpec } from "./options";
import type { Surroundings } from "./surroundings";
import { fill } from "./terminal/fill";

/** 0: all is well; 1: something is not; 2: it was used wrongly, or could not find out. */
export type ExitCode = 0 | 1 | 2;

type Specs<S> = Readonly<Record<string, S>>;
type Arguments = Specs<ArgumentSpec<unknown>>;
type Options = Specs<OptionSpec<unknown>>;
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- none is meant
type NoSpecs = Record<never, never>;

/** What a command is given: the values of its arguments and options, by name. */
export type Input<S> = {
  readonly [Name in keyof S]: S[Name] extends { read(raw: unknown): infer T }
    ? T
    : never;
};

/** Everything about a command, in one place. */
export interface CommandDefinition<A extends Arguments, O extends Options> {
  readonly name: string;
  /** What it does, in a sentence: what the list of commands says of it. */
  readonly summary: string;
  /** In the order in which they are given. */
  readonly arguments?: A;
  /** By their name in camel case: `errorUrl` is `--error-url`. */
  readonly options?: O;
  /** What is to be known beside the options. */
  readonly help?: string;
  /** What may follow the command's name, for the help. */
  readonly examples?: readonly string[];
  /** What it exits with, and when: "0 if …, 1 if …, 2 if …". */
  readonly exitCode: string;
  /** Does it. It imports what it needs itself, so that `--help` does not wait for it. */
  readonly run: (
    input: Input<A & O>,
    surroundings: Surroundings,
  ) => Promise<ExitCode>;
}

/** Commands under one name, as `numbers audit`. */
export interface GroupDefinition {
  readonly name: string;
  readonly summary: string;
  readonly help?: string;
  /** What the name alone does. */
  readonly alone?: CliCommand;
  readonly commands: readonly CliCommand[];
}

/** A command, ready to be declared to commander. */
export interface CliCommand {
  readonly name: string;
  /** @param typed - What a person types to run it, as `twilio-fallback numbers audit`. */
  readonly declare: (typed: string, session: Session) => Command;
}

/** One run of the program. */
export interface Session {
  readonly surroundings: Surroundings;
  /** Takes what the process is to exit with. */
  readonly exitWith: (code: ExitCode) => void;
}

/** Defines a command. */
export function defineCommand<
  A extends Arguments = NoSpecs,
  O extends Options = NoSpecs,
>(definition: CommandDefinition<A, O>): CliCommand {
  return {
    name: definition.name,
    declare: (typed, session) => {
      const { surroundings, exitWith } = session;
      const args = Object.entries(definition.arguments ?? {});
      const options = Object.entries(definition.options ?? {});
      const command = begin(definition, typed, session)
        .addHelpText("after", () =>
          helpText(definition, typed, surroundings.terminal.columns),
        )
        .action(async () => {
          const raw = command.opts();
          const input = Object.fromEntries([
            ...args.map(([name, spec], index) => [
              name,
              spec.read(command.processedArgs[index]),
            ]),
            ...options.map(([name, spec]) => [name, spec.read(raw[name])]),
          ]) as Input<A & O>;
          exitWith(await definition.run(input, surroundings));
        });
      for (const [name, spec] of args) command.addArgument(spec.declare(name));
      for (const [name, spec] of options)
        command.addOption(spec.declare(toFlag(name)));
      return command;
    },
  };
}

/** Defines a group of commands. */
export function defineGroup(definition: GroupDefinition): CliCommand {
  const { name, help, alone, commands } = definition;
  return {
    name,
    declare: (typed, session) => {
      const group =
        alone?.declare(typed, session) ?? begin(definition, typed, session);
      if (help !== undefined) {
        const { columns } = session.surroundings.terminal;
        group.addHelpText("after", () => `\n${fill(help.trim(), columns)}`);
      }
      for (const command of commands)
        group.addCommand(command.declare(`${typed} ${command.name}`, session));
      // What stands behind a command's name is the command's, also where the group has its like.
      group.enablePositionalOptions();
      group.allowExcessArguments().hook("preAction", (_group, called) => {
        if (called === group) refuseWord(group);
      });
      return alone ? group : group.action(() => undefined);
    },
  };

  function refuseWord(group: Command): void {
    const [word] = group.args;
    if (word === undefined && alone) return;
    const what =
      word === undefined ? "no command" : `unknown command '${word}'`;
    const names = commands.map((command) => command.name);
    group.error(
      `error: ${what}; expected ${joinWords(names, "or")} (--help explains them)`,
    );
  }
}

/** A command of commander's that throws where it would end the process, and prints to our terminal. */
function begin(
  { name, summary }: { readonly name: string; readonly summary: string },
  typed: string,
  { surroundings: { terminal } }: Session,
): Command {
  return new Command(name)
    .description(summary)
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .configureHelp({ commandUsage: (command) => `${typed} ${command.usage()}` })
    .configureOutput({
      writeOut: (text) => {
        terminal.print(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.warn(text.trimEnd());
      },
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.columns,
    })
    .exitOverride();
}

function helpText(
  {
    help,
    examples = [],
    exitCode,
  }: Pick<
    CommandDefinition<Arguments, Options>,
    "help" | "examples" | "exitCode"
  >,
  typed: string,
  columns: number,
): string {
  const lines = examples.map((example) => `  ${typed} ${example}`.trimEnd());
  return [
    ...(help === undefined ? [] : ["", fill(help.trim(), columns)]),
    ...(lines.length === 0 ? [] : ["", "Examples:", ...lines]),
    "",
    fill(`Exit code: ${exitCode}`, columns),
  ].join("\n");
}

/** `errorUrl` to `--error-url`. */
function toFlag(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
