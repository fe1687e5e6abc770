import { execa } from "execa";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { UserError } from "../user-error";

const START_TIMEOUT_MS = 30_000;
const KILL_AFTER_MS = 5000;

/** The built service on the real `twilio-run`. */
export interface RunningService {
  /** `http://localhost:<port>`. */
  readonly url: string;
  /** Resolves when it has ended, by itself or stopped. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs `dist` on `twilio-run`, with the settings of an `.env` text and no others. It is reached
 * from this machine alone, and ends with this process.
 *
 * @param folder - Holds `dist`.
 * @param onOutput - Takes what the service prints once it is up, a line at a time.
 */
export async function runService(
  envText: string,
  port: number,
  onOutput: (line: string) => void,
  folder = ".",
): Promise<RunningService> {
  const secret = await mkdtemp(join(tmpdir(), "twilio-fallback-"));
  const envFile = join(secret, ".env");
  await writeFile(envFile, envText, { mode: 0o600 });

  const child = execa(
    process.execPath,
    [
      ...["--require", resolve(folder, "src/cli/service/only-here.cjs")],
      findTwilioRun(folder),
      "start",
      ...["--port", String(port)],
      ...["--env", envFile],
    ],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      buffer: false,
      reject: false,
      // It ends with this process by itself: `only-here.cjs` sees to it.
      cleanup: false,
      forceKillAfterDelay: KILL_AFTER_MS,
    },
  );
  let isUp = false;
  const early: string[] = [];
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on("line", (line) => {
      if (isUp) onOutput(line);
      else early.push(line);
    });
  const ended = child.then(() => rm(secret, { recursive: true, force: true }));
  const stop = (): Promise<void> => {
    child.kill();
    return ended;
  };

  const word = await Promise.race([firstWord(child), ended.then(() => "")]);
  isUp = word === "listening";
  if (isUp) return { url: `http://localhost:${port}`, ended, stop };
  await stop();
  throw new UserError(whyNot(port, word, early));
}

function findTwilioRun(folder: string): string {
  const { resolve: find } = createRequire(resolve(folder, "package.json"));
  return find("twilio-run/bin/twilio-run.js");
}

/** What the child says of its listening: "listening", or why it cannot. */
function firstWord(child: NodeJS.EventEmitter): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve("");
    }, START_TIMEOUT_MS);
    child.once("message", (word) => {
      clearTimeout(timer);
      resolve(String(word));
    });
  });
}

function whyNot(port: number, word: string, early: readonly string[]): string {
  return word === ""
    ? [`twilio-run did not start on port ${port}:`, ...early].join("\n")
    : `Port ${port} cannot be used (${word}); choose another with --port`;
}
