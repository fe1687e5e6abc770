import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outside } from "../../../src/cli/numbers/account/session";
import { numbersCommand } from "../../../src/cli/numbers/numbers";
import { runCli } from "../../../src/cli/run-cli";
import { withoutColor } from "../../../src/cli/terminal/color";
import {
  RESOURCE_NAMES,
  type AccountEmulator,
  type TwilioEmulator,
} from "../../../src/emulator";
import { startFallbackService } from "../servers/fallback-service";

/** What a numbers command left behind. */
export interface Done {
  /** As the process would: 2 for what a person can mend. */
  readonly code: number;
  readonly printed: string;
  /** The message for a person, where it was refused. */
  readonly error: string | null;
  /** What went to standard error. */
  readonly warned: readonly string[];
}

/** Who sits at the terminal, if anyone. */
export interface Person {
  /** Answers the question; nobody is there without it. */
  readonly answer?: (question: string) => boolean | Promise<boolean>;
  /** Is told of every resource that was dealt with. */
  readonly onStep?: () => void | Promise<void>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly columns?: number;
  /** Keeps the colours. */
  readonly colors?: boolean;
  /** The world outside; by default a service on every domain of Twilio's. */
  readonly outside?: Outside;
}

/** The numbers command in a folder of its own, with an emulator in Twilio's place. */
export interface NumbersOn {
  readonly folder: string;
  run(args: readonly string[], person?: Person): Promise<Done>;
  undoFiles(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function numbersOn(emulator: TwilioEmulator): Promise<NumbersOn> {
  const folder = await mkdtemp(join(tmpdir(), "twilio-fallback-numbers-"));
  const service = await startFallbackService(() =>
    emulator.account.logins.values(),
  );
  const run: NumbersOn["run"] = async (
    args,
    {
      answer,
      onStep,
      environment = {},
      columns = 120,
      colors = false,
      outside = service.outside,
    } = {},
  ) => {
    const printed: string[] = [];
    const warned: string[] = [];
    const shown = (text: string) => (colors ? text : withoutColor(text));
    const code = await runCli([numbersCommand(outside)], ["numbers", ...args], {
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
        columns,
        print: (text) => printed.push(shown(text)),
        warn: (text) => warned.push(withoutColor(text)),
        confirm: async (question) => (await answer?.(question)) ?? false,
        progress: () =>
          Promise.resolve({
            step: () => void onStep?.(),
            end: () => undefined,
          }),
      },
      now: Date.now,
      untilStopped: () => new AbortController().signal,
    });
    const error = code === 2 ? warned.join("\n") : null;
    return { code, printed: printed.join("\n"), error, warned };
  };
  return {
    folder,
    run,
    undoFiles: async () =>
      (await readdir(folder)).filter((name) => name.startsWith("numbers-undo")),
    remove: async () => {
      await service.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Every field of every resource, to tell what a command has changed. */
export function snapshot({
  account,
}: {
  readonly account: Pick<AccountEmulator, "stores">;
}): Record<string, string>[] {
  return RESOURCE_NAMES.flatMap(
    (name) => account.stores[name].all() as unknown as Record<string, string>[],
  );
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

/** What `audit --json` prints. */
export interface AuditJson {
  readonly code: number;
  readonly resources: readonly (Readonly<Record<string, unknown>> & {
    readonly sid: string;
    readonly kind: string;
    readonly channel: string;
    readonly verdict: string;
  })[];
  readonly summary: Readonly<Record<string, number>>;
  readonly unread: readonly {
    readonly kind: string;
    readonly reason: string;
  }[];
  readonly notes: readonly string[];
}

/** Runs `audit --json`. */
export async function auditJson(
  numbers: NumbersOn,
  args: readonly string[] = [],
  person: Person = {},
): Promise<AuditJson> {
  const { code, printed } = await numbers.run(
    ["audit", "--json", ...args],
    person,
  );
  return { code, ...(JSON.parse(printed) as Omit<AuditJson, "code">) };
}

/** The verdict of a channel of a resource. */
export function verdictOn(
  { resources }: AuditJson,
  sid: string,
  channel = "voice",
): string | undefined {
  return resources.find((row) => row.sid === sid && row.channel === channel)
    ?.verdict;
}
