import type { askFallback } from "../../../emulator";
import type { SdkAccess } from "../../account/twilio-sdk";
import type { Terminal } from "../../terminal/terminal";
import type { AccountApi } from "./account-api";

/** How the world outside of Twilio's API is asked. */
export interface Outside {
  /** Asks a fallback as Twilio does. */
  readonly askFallback: typeof askFallback;
  /** Asks a URL for its head alone: the status and the type, or why nothing came. */
  readonly askHead: (
    url: URL,
  ) => Promise<{ status: number; type: string | null } | { cause: string }>;
}

/** What a command works with: an account, and the person who asks. */
export interface Session {
  readonly access: SdkAccess;
  readonly region: string | null;
  readonly api: AccountApi;
  readonly outside: Outside;
  readonly terminal: Terminal;
  /** Where undo files are written, and looked for. */
  readonly folder: string;
}

/** What a command ends with, as the process does: 0 where all is well, 1 where not. */
export type ExitCode = 0 | 1;
