import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { routeOf } from "./route";
import { spawnProgram } from "./spawn-program";

/** What a container runs. */
export interface HostJob {
  /** Of the built Function; what it depends on is installed beside it. */
  readonly path: string;
  /** The Function's environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** How far the container's clock is ahead. */
  readonly clockAheadMs?: number;
}

/** A warm container with one Function in it. */
export interface Container {
  readonly url: string;
  readonly pid: number | undefined;
  /** What the Function printed, a line each, as soon as there are so many. */
  logged(lines: number): Promise<string[]>;
  /** Its warnings, likewise. */
  warned(lines: number): Promise<string[]>;
  /** As the platform does between invocations. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** A line is written before the reply leaves; this is for it to be read. */
const LOG_TIMEOUT_MS = 5000;
const PORT = "port ";

/**
 * Runs a built Function as Twilio does: its file alone, in a process of its own.
 *
 * @param processEnv - Environment variables of the process beneath it.
 */
export async function startContainer(
  job: HostJob,
  processEnv: Readonly<Record<string, string>> = {},
): Promise<Container> {
  const { path } = job;
  const child = spawnProgram(
    join(__dirname, "host.ts"),
    [JSON.stringify(job)],
    {
      cwd: dirname(path),
      env: { ...process.env, ...processEnv },
    },
  );
  const log: string[] = [];
  const warnings: string[] = [];
  const port = await new Promise<string>((resolve, reject) => {
    eachLine(child.stderr, (line) => warnings.push(line));
    eachLine(child.stdout, (line) => {
      if (line.startsWith(PORT)) resolve(line.slice(PORT.length));
      else log.push(line);
    });
    child.once("close", () => {
      reject(new Error(`${path} did not start:\n${warnings.join("\n")}`));
    });
  });
  return {
    url: `http://localhost:${port}${routeOf(path)}`,
    pid: child.pid,
    logged: (lines) => inTime(log, lines),
    warned: (lines) => inTime(warnings, lines),
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    stop: async () => {
      const closed = once(child, "close");
      child.kill("SIGKILL");
      await closed;
    },
  };
}

function eachLine(stream: Readable, take: (line: string) => void): void {
  createInterface(stream).on("line", take);
}

async function inTime(read: readonly string[], lines: number) {
  const deadline = performance.now() + LOG_TIMEOUT_MS;
  while (read.length < lines && performance.now() < deadline) await sleep(5);
  return [...read];
}
