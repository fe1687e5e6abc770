import { execFile, spawn, type ChildProcess } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

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

/** A warm container with one Function in it. */
export interface Container {
  readonly url: string;
  /** The Function's log, a line each, as soon as it has so many. */
  logged(lines: number): Promise<string[]>;
  /** As the platform does between invocations. */
  freeze(): void;
  thaw(): void;
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
  await cp(join("dist/functions", functionFile), deployed);
  const child = spawn(
    process.execPath,
    [join(__dirname, "deployed-host.cjs"), deployed, JSON.stringify(env)],
    {
      cwd: folder,
      env: { ...process.env, ...processEnv },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const log: string[] = [];
  const port = await new Promise<string>((resolve) => {
    createInterface(child.stdout).on("line", (line) => {
      if (line.startsWith("port ")) resolve(line.slice("port ".length));
      else log.push(line);
    });
  });
  const name = functionFile.split(".")[0] ?? "";
  return {
    url: `http://localhost:${port}/${name}`,
    logged: async (lines) => {
      const deadline = performance.now() + LOG_TIMEOUT_MS;
      while (log.length < lines && performance.now() < deadline) await sleep(5);
      return [...log];
    },
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    stop: () => stop(child),
  };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => {
      resolve();
    });
    child.kill("SIGKILL");
  });
}
