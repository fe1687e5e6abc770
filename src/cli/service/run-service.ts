import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../user-error";

const START_TIMEOUT_MS = 30_000;
const POLL_MS = 50;

/** The built service on the real `twilio-run`. */
export interface RunningService {
  /** `http://localhost:<port>`. */
  readonly url: string;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs `dist` on `twilio-run`, with the settings of an `.env` text and no others.
 *
 * @param onOutput - Takes what the service prints, a line at a time, until it ends.
 */
export async function runService(
  envText: string,
  port: number,
  onOutput: (line: string) => void,
): Promise<RunningService> {
  await refuseTakenPort(port);
  const folder = await mkdtemp(join(tmpdir(), "twilio-fallback-"));
  const envFile = join(folder, ".env");
  await writeFile(envFile, envText, { mode: 0o600 });

  const child = spawn(
    process.execPath,
    [
      require.resolve("twilio-run/bin/twilio-run.js"),
      "start",
      ...["--port", String(port)],
      ...["--env", envFile],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  for (const stream of [child.stdout, child.stderr]) {
    forEachLine(stream, onOutput);
  }
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };

  const url = `http://localhost:${port}`;
  const isUp = await Promise.race([
    answers(`${url}/voice-error.xml`),
    ended.then(() => false),
  ]);
  if (isUp) return { url, ended, stop };
  await stop();
  throw new Error(`twilio-run did not start on port ${port}`);
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  return await listenBriefly(0);
}

async function refuseTakenPort(port: number): Promise<void> {
  await listenBriefly(port).catch((error: unknown) => {
    throw new UserError(
      `Port ${port} cannot be used (${(error as NodeJS.ErrnoException).code ?? String(error)}); choose another with --port`,
    );
  });
}

function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
      });
    });
  });
}

async function answers(url: string): Promise<boolean> {
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    const response = await fetch(url).catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok) return true;
    await sleep(POLL_MS);
  }
  return false;
}

function forEachLine(
  stream: NodeJS.ReadableStream,
  take: (line: string) => void,
): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  });
}
