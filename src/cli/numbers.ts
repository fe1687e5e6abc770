import { numbersProgram } from "./numbers/program";
import { ownTerminal } from "./terminal/own-terminal";
import { runCommand } from "./run-command";

runCommand(async () => {
  const program = numbersProgram({
    environment: process.env,
    folder: process.cwd(),
    terminal: ownTerminal(),
    exitWith: (code) => {
      process.exitCode = code;
    },
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : 2);
    });
  }
  await program.parseAsync();
});
