import { COMMANDS } from "../../../src/cli/commands";
import { runCli } from "../../../src/cli/run-cli";
import type { Surroundings } from "../../../src/cli/surroundings";
import { withoutColor } from "../../../src/cli/terminal/color";
import type { ExitCode } from "../../../src/cli/command";

/** What a command left behind. */
export interface Done {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command is run, and who sits there. */
export interface Place {
  readonly environment?: Surroundings["environment"];
  readonly folder?: string;
  readonly columns?: number;
  readonly isColored?: boolean;
  /** Answers what is asked; nobody is there without it. */
  readonly answer?: (question: string) => boolean;
  readonly now?: () => number;
  readonly stopped?: AbortSignal;
  /** Is told of each text that is printed. */
  readonly onPrint?: (text: string) => void;
}

/** Runs a command of ours in this process, as if it had been typed. */
export async function runHere(
  args: readonly string[],
  place: Place = {},
): Promise<Done> {
  const { surroundings, shown } = surroundingsOf(place);
  const code = await runCli(COMMANDS, args, surroundings);
  return { code, ...shown };
}

/** The surroundings of a place, and what is shown there. */
export function surroundingsOf(place: Place = {}): {
  surroundings: Surroundings;
  shown: { stdout: string; stderr: string };
} {
  const { answer, isColored = false } = place;
  const shown = { stdout: "", stderr: "" };
  const writeTo = (stream: keyof typeof shown) => (text: string) => {
    shown[stream] += `${isColored ? text : withoutColor(text)}\n`;
    place.onPrint?.(text);
  };
  const surroundings: Surroundings = {
    environment: place.environment ?? {},
    folder: place.folder ?? "/nowhere",
    now: place.now ?? Date.now,
    untilStopped: () => place.stopped ?? new AbortController().signal,
    terminal: {
      isInteractive: answer !== undefined,
      isScreen: answer !== undefined,
      columns: place.columns ?? 80,
      print: writeTo("stdout"),
      warn: writeTo("stderr"),
      confirm: (question) => Promise.resolve(answer?.(question) ?? false),
      progress: () =>
        Promise.resolve({ step: () => undefined, end: () => undefined }),
    },
  };
  return { surroundings, shown };
}
