import { UserError } from "./user-error";

/** What a command exits with when it was used wrongly. */
const USAGE_EXIT_CODE = 2;

/** Runs a command to its end: a person's mistake is told in its own words, a bug with its stack. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = error instanceof UserError ? USAGE_EXIT_CODE : 1;
  });
}
