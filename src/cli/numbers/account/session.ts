import type { AccountApi } from "./account-api";
import type { Terminal } from "../../terminal/terminal";

/** What a command works with: an account, and the person who asks. */
export interface Session {
  readonly accountSid: string;
  readonly region: string | null;
  readonly api: AccountApi;
  readonly terminal: Terminal;
  /** Where undo files are written, and looked for. */
  readonly folder: string;
}

/** What a command ends with, as the process does: 0 where all is well, 1 where not. */
export type ExitCode = 0 | 1;
