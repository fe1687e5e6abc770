import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withoutColor } from "../../../src/cli/terminal/color";
import { numbersProgram } from "../../../src/cli/numbers/program";
import { UserError } from "../../../src/cli/user-error";
import type { TwilioEmulator } from "../../../src/emulator";

/** What a numbers command left behind. */
interface Done {
  /** As the process would: 2 for what a person can mend. */
  readonly code: number;
  readonly printed: string;
  /** The message for a person, where it is one. */
  readonly error: string | null;
}

/** Who sits at the terminal, if anyone. */
interface Person {
  /** Answers the question; nobody is there without it. */
  readonly answer?: (question: string) => boolean | Promise<boolean>;
  /** Is told of every resource that was dealt with. */
  readonly onStep?: () => void | Promise<void>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The numbers command in a folder of its own, with an emulator in Twilio's place. */
export async function numbersOn(emulator: TwilioEmulator): Promise<{
  folder: string;
  run: (args: readonly string[], person?: Person) => Promise<Done>;
  undoFiles: () => Promise<string[]>;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "twilio-fallback-numbers-"));
  const run = async (
    args: readonly string[],
    { answer, onStep, environment = {} }: Person = {},
  ): Promise<Done> => {
    const printed: string[] = [];
    let code = 0;
    const program = numbersProgram({
      environment: {
        TWILIO_ACCOUNT_SID: emulator.accountSid,
        TWILIO_AUTH_TOKEN: emulator.authToken,
        TWILIO_EMULATOR_URL: emulator.url,
        ...environment,
      },
      folder,
      terminal: {
        isInteractive: answer !== undefined,
        isScreen: false,
        columns: 120,
        print: (text) => printed.push(withoutColor(text)),
        warn: () => undefined,
        confirm: async (question) => (await answer?.(question)) ?? false,
        progress: () =>
          Promise.resolve({
            step: () => void onStep?.(),
            end: () => undefined,
          }),
      },
      exitWith: (wanted) => (code = wanted),
    });
    try {
      await program.parseAsync(args, { from: "user" });
      return { code, printed: printed.join("\n"), error: null };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { code: 2, printed: printed.join("\n"), error: error.message };
    }
  };
  return {
    folder,
    run,
    undoFiles: async () =>
      (await readdir(folder)).filter((name) => name.startsWith("numbers-undo")),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Every field of every resource, to tell what a command has changed. */
export function snapshot({
  account,
}: TwilioEmulator): Record<string, string>[] {
  return [
    account.phoneNumbers,
    account.applications,
    account.sipDomains,
    account.messagingServices,
    account.byocTrunks,
    account.shortCodes,
  ].flatMap((store) => store.all() as Record<string, string>[]);
}

/** The SIDs of what differs between two snapshots. */
export function changedSids(
  before: readonly Record<string, unknown>[],
  after: readonly Record<string, unknown>[],
): unknown[] {
  return after
    .filter((r, n) => JSON.stringify(r) !== JSON.stringify(before[n]))
    .map(({ sid }) => sid);
}
