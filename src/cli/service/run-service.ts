import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
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
 * @param onOutput - Takes what the service prints once it is up, a line at a time.
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
  let isUp = false;
  const early: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    forEachLine(stream, (line) => {
      if (isUp) onOutput(line);
      else early.push(line);
    });
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

  isUp = await Promise.race([listens(port), ended.then(() => false)]);
  if (isUp) return { url: `http://localhost:${port}`, ended, stop };
  await stop();
  throw new UserError(
    [`twilio-run did not start on port ${port}:`, ...early].join("\n"),
  );
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

async function listens(port: number): Promise<boolean> {
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    if (await connects(port)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "localhost");
    const settle = (isConnected: boolean) => () => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once("connect", settle(true)).once("error", settle(false));
  });
}

function forEachLine(
  stream: NodeJS.ReadableStream,
  take: (line: string) => void,
): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
}
