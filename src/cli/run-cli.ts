import { CommanderError, type Command } from "commander";
import {
  defineGroup,
  type CliCommand,
  type ExitCode,
  type Session,
} from "./command";
import type { Surroundings } from "./surroundings";
import { UserError } from "./user-error";

const PROGRAM = "twilio-fallback";

/**
 * Runs what was typed, to its end. A person's mistake is told in its own words, a bug with its
 * stack; neither throws.
 *
 * @param args - What follows the program's name.
 */
export async function runCli(
  commands: readonly CliCommand[],
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const exitWith = (code: ExitCode): void => {
    exitCode = code;
  };
  try {
    const program = declareProgram(commands, { surroundings, exitWith });
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    return tell(error, surroundings);
  }
}

function declareProgram(
  commands: readonly CliCommand[],
  session: Session,
): Command {
  const { environment } = session.surroundings;
  const program = defineGroup({
    name: PROGRAM,
    summary:
      "Keeps calls and messages alive when the web server behind a Twilio number fails.",
    commands: commands.map(({ name, declare }) => ({
      name,
      declare: () => declare(typedFor(name, environment), session),
    })),
  });
  return program.declare(PROGRAM, session);
}

/** npm says which of its scripts it runs. */
function typedFor(
  name: string,
  environment: Surroundings["environment"],
): string {
  if (environment["npm_lifecycle_event"] !== name) return `${PROGRAM} ${name}`;
  return name === "start" ? "npm start --" : `npm run ${name} --`;
}

function tell(error: unknown, { terminal }: Surroundings): ExitCode {
  // Commander has told it already; it throws also where it has shown its help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    terminal.warn(error.message);
    return 2;
  }
  terminal.warn(
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  return 1;
}
