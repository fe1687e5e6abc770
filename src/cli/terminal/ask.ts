import { UserError } from "../user-error";
import type { Terminal } from "./terminal";

/**
 * Asks before anything is changed; `yes` is the answer given beforehand.
 *
 * @throws UserError where nobody is there to answer.
 */
export async function ask(
  question: string,
  yes: boolean | undefined,
  terminal: Terminal,
): Promise<boolean> {
  if (yes) return true;
  if (!terminal.isInteractive) {
    throw new UserError(
      "Nothing was changed: there is no terminal to ask in; add --yes to do what is shown above.",
    );
  }
  if (await terminal.confirm(question)) return true;
  terminal.print("Nothing was changed.");
  return false;
}
