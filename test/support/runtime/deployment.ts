import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { starvedMs } from "./starved";

/** A line is written before the reply leaves; this is for it to be read. */
const LOG_TIMEOUT_MS = 5000;
const DEPENDENCIES_TIMEOUT_MS = 120_000;

/** An empty folder with nothing but `dependencies` installed: what Twilio makes of a deployment. */
export async function installDependencies(): Promise<{
  folder: string;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "twilio-fallback-deployed-"));
  await cp("package.json", join(folder, "package.json"));
  await cp("package-lock.json", join(folder, "package-lock.json"));
  await promisify(execFile)(
    "npm",
    ["ci", "--omit=dev", "--ignore-scripts", "--prefer-offline", "--no-audit"],
    { cwd: folder, timeout: DEPENDENCIES_TIMEOUT_MS },
  );
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Has the tests of a file share such a folder; tells where it is. */
export function sharedDeployment(): () => string {
  let folder = "";
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ folder, remove } = await installDependencies());
  }, DEPENDENCIES_TIMEOUT_MS);
  afterAll(() => remove());
  return () => folder;
}

/** A warm container with one Function in it. */
export interface Container {
  readonly url: string;
  /** The Function's log, a line each, as soon as it has so many. */
  logged(lines: number): Promise<string[]>;
  /** What stands in it as a warning, likewise. */
  warned(lines: number): Promise<string[]>;
  /** As the platform does between invocations. */
  freeze(): void;
  thaw(): void;
  /** For how long the machine has kept it from running, in milliseconds. */
  starvedMs(): number;
  stop(): Promise<void>;
}

/**
 * Deploys one built Function, its file alone, into a folder, and starts a container of it.
 *
 * @param env - The Function's environment variables.
 * @param processEnv - Those of the process beneath it.
 */
export async function startContainer(
  folder: string,
  functionFile: string,
  env: Readonly<Record<string, string>>,
  processEnv: Readonly<Record<string, string>> = {},
): Promise<Container> {
  const deployed = join(folder, functionFile);
  // Aside first, so that a container that starts meanwhile never reads half a file.
  const aside = `${deployed}.${randomUUID()}`;
  await cp(join("dist/functions", functionFile), aside);
  await rename(aside, deployed);
  const child = spawn(
    process.execPath,
    [join(__dirname, "deployed-host.cjs"), deployed, JSON.stringify(env)],
    {
      cwd: folder,
      env: { ...process.env, ...processEnv },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const log: string[] = [];
  const warnings: string[] = [];
  createInterface(child.stderr).on("line", (line) => warnings.push(line));
  const port = await new Promise<string>((resolve) => {
    createInterface(child.stdout).on("line", (line) => {
      if (line.startsWith("port ")) resolve(line.slice("port ".length));
      else log.push(line);
    });
  });
  const name = functionFile.split(".")[0] ?? "";
  return {
    url: `http://localhost:${port}/${name}`,
    logged: (lines) => inTime(log, lines),
    warned: (lines) => inTime(warnings, lines),
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    starvedMs: () => starvedMs(child.pid ?? "self"),
    stop: () => stop(child),
  };
}

async function inTime(read: readonly string[], lines: number) {
  const deadline = performance.now() + LOG_TIMEOUT_MS;
  while (read.length < lines && performance.now() < deadline) await sleep(5);
  return [...read];
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => {
      resolve();
    });
    child.kill("SIGKILL");
  });
}
