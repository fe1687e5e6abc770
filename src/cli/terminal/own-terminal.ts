import { withoutColor } from "./color";
import type { Progress, Terminal } from "./terminal";

/** What output is cut and wrapped to where nobody says how wide it may be. */
const DEFAULT_COLUMNS = 80;

/** The terminal that this process was started in. */
export function ownTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  const isScreen = stdout.isTTY;
  const write = (stream: NodeJS.WriteStream, text: string): void => {
    const isColored = wantsColor(stream, env);
    stream.write(`${isColored ? text : withoutColor(text)}\n`);
  };
  const print = (text: string): void => {
    write(stdout, text);
  };
  return {
    isInteractive: isScreen && stdin.isTTY,
    isScreen,
    columns: isScreen
      ? stdout.columns
      : Number(env["COLUMNS"]) || DEFAULT_COLUMNS,
    print,
    warn: (text) => {
      write(stderr, text);
    },
    confirm: async (message) => {
      const { confirm } = await import("@clack/prompts");
      return (await confirm({ message, initialValue: false })) === true;
    },
    progress: async (title, steps) =>
      isScreen ? bar(title, steps) : lines(print),
  };
}

/** Colour on a terminal alone, unless https://no-color.org or https://force-color.org is followed. */
function wantsColor(
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return stream.isTTY && env["TERM"] !== "dumb";
}

function lines(print: (text: string) => void): Progress {
  return { step: print, end: () => undefined };
}

async function bar(title: string, steps: number): Promise<Progress> {
  const { progress } = await import("@clack/prompts");
  const shown = progress({ max: steps });
  let done = 0;
  const words = () => `${title}: ${done} of ${steps}`;
  shown.start(title);
  return {
    step: () => {
      done++;
      shown.advance(1, words());
    },
    end: () => {
      shown.stop(words());
    },
  };
}
