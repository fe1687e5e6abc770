import { spawn } from "node:child_process";
import { resolve } from "node:path";

/** What a command left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is running. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves with what was printed so far as soon as it has the text. */
  printed(text: string): Promise<string>;
  kill(signal?: NodeJS.Signals): void;
}

/** Starts a command of ours, as it was built, without colour. */
export function startCommand(
  name: string,
  args: readonly string[] = [],
  cwd = process.cwd(),
  env: Readonly<Record<string, string>> = {},
): Running {
  const program = [resolve("dist/cli/twilio-fallback.mjs"), name];
  return startProgram(program, args, cwd, env);
}

/** Runs a command of ours to its end. */
export function runCommand(
  name: string,
  args: readonly string[] = [],
  cwd?: string,
  env?: Readonly<Record<string, string>>,
): Promise<Ended> {
  return startCommand(name, args, cwd, env).ended;
}

/** Starts a Node program. */
export function startProgram(
  program: readonly string[],
  args: readonly string[],
  cwd = process.cwd(),
  env: Readonly<Record<string, string>> = {},
): Running {
  return start(process.execPath, [...program, ...args], cwd, env);
}

/** Starts a line as someone types it into a shell. */
export function startLine(
  line: string,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  // A group of its own, so that a signal reaches what npm starts, too.
  return start("bash", ["-e", "-c", line], cwd, env, true);
}

function start(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  isGroup = false,
): Running {
  const child = spawn(file, args, {
    cwd,
    detached: isGroup,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  return {
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if ((stdout + stderr).includes(text)) resolve(stdout + stderr);
        };
        child.stdout.on("data", look);
        child.stderr.on("data", look);
        look();
        void ended.then(() => {
          reject(new Error(`It ended without "${text}": ${stdout}${stderr}`));
        });
      }),
    kill: (signal = "SIGTERM") => {
      if (isGroup && child.pid !== undefined) process.kill(-child.pid, signal);
      else child.kill(signal);
    },
  };
}
